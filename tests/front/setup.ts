import fc from "fast-check";

// A property fails each time or never: the same examples always. CBF_EXAMPLES=2000 searches long, and elsewhere each time.
const searched = process.env["CBF_EXAMPLES"];
fc.configureGlobal(searched ? { numRuns: Number(searched) } : { seed: 20260314 });
