// Runs a TypeScript file of this folder as it stands, the way Medusa's CLI does: node --conditions=atrium-source run.cjs <file>
require("ts-node").register({
  swc: true,
  transpileOnly: true,
  compilerOptions: { module: "commonjs", moduleResolution: "node10" },
})
const [file, ...rest] = process.argv.slice(2)
process.argv = [process.argv[0], file, ...rest]
require(`./${file}`)
