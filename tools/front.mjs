// Build every cbf_widgets/widgets/NAME/widget.tsx into one ES module and one stylesheet: node tools/front.mjs [OUTDIR]
import { readdirSync, existsSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";

const root = process.cwd();
const widgets = join(root, "cbf_widgets", "widgets");
const outdir = process.argv[2] ?? join(root, "cbf_widgets", "_static");
const common = { bundle: true, minify: true, charset: "utf8", logLevel: "warning", legalComments: "none" };

const features = readdirSync(widgets, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(widgets, entry.name, "widget.tsx")))
  .map((entry) => entry.name);

// Tokens stand first, so that every later sheet can rely on them.
function sharedSheets() {
  const folder = join(widgets, "shared");
  const sheets = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".css")) : [];
  const rank = (name) => (basename(name).startsWith("tokens") ? 0 : 1);
  return sheets.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).map((name) => join(folder, name));
}

function stylesheet(name) {
  const own = join(widgets, name, "style.css");
  const sheets = [...sharedSheets(), ...(existsSync(own) ? [own] : [])];
  const path = (sheet) => `./${relative(root, sheet).replaceAll("\\", "/")}`;
  const contents = sheets.map((sheet) => `@import ${JSON.stringify(path(sheet))};`).join("\n");
  return build({ ...common, stdin: { contents, resolveDir: root, loader: "css" }, outfile: join(outdir, `${name}.css`) });
}

function module(name) {
  return build({
    ...common,
    entryPoints: [join(widgets, name, "widget.tsx")],
    outfile: join(outdir, `${name}.js`),
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
}

await Promise.all(features.flatMap((name) => [module(name), stylesheet(name)]));
console.log(`front end built: ${features.join(", ") || "no widgets"}`);
