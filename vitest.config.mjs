import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { include: ["tests/front/**/*.test.{ts,tsx}"], setupFiles: ["tests/front/setup.ts"] },
});
