const MEDUSA_CLI = /(^|[\\/])medusa(\.\w+)?$|[\\/]@medusajs[\\/](cli|medusa)[\\/]/
const SERVING_COMMANDS = ["start", "develop"]

/**
 * Whether this process is one that serves: `medusa start` or `medusa develop`. The application-start hook also fires
 * in `db:migrate`, `exec` and `user`, which end in the middle of whatever they began, and in tests, whose databases
 * come and go.
 */
export const servesShop = (argv: readonly string[]): boolean =>
  MEDUSA_CLI.test(argv[1] ?? "") &&
  SERVING_COMMANDS.includes(argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "")
