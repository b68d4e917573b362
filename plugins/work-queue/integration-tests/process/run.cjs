// Runs a TypeScript file of this folder without a build, like Medusa's CLI: node --conditions=atrium-source run.cjs <file>
require("ts-node").register({
  swc: true,
  transpileOnly: true,
  compilerOptions: { module: "commonjs", moduleResolution: "node10" },
})
const [file, ...rest] = process.argv.slice(2)
process.argv = [process.argv[0], file, ...rest]
require(`./${file}`)
