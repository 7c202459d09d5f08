/** A chosen file as text that a message can hold. */

const LARGEST = 5_000_000; // what a message to the kernel safely holds

/** A file's bytes in base64, or an error in words. */
export async function base64(file: File): Promise<string> {
  if (file.size > LARGEST) throw new Error("it is larger than 5 MB; keep only the sheet that you need.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(""));
}
