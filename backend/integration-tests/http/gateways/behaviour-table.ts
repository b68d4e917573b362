/** Which behavior was confirmed for which gateway: one row per behavior, one column per gateway. */
export class BehaviourTable {
  private readonly rows = new Map<string, Map<string, string>>()

  constructor(private readonly gateways: readonly string[]) {}

  note(behaviour: string, gateway: string, verdict: string): void {
    const row = this.rows.get(behaviour) ?? new Map<string, string>()
    this.rows.set(behaviour, row.set(gateway, verdict))
  }

  toString(): string {
    const first = Math.max(...[...this.rows.keys()].map((name) => name.length), "behaviour".length)
    const line = (name: string, cells: readonly string[]) =>
      `| ${name.padEnd(first)} | ${cells.map((cell) => cell.padEnd(10)).join(" | ")} |`
    return [
      line("behaviour", this.gateways),
      line(
        "-".repeat(first),
        this.gateways.map(() => "-".repeat(10))
      ),
      ...[...this.rows].map(([name, row]) =>
        line(
          name,
          this.gateways.map((gateway) => row.get(gateway) ?? "not run")
        )
      ),
    ].join("\n")
  }
}
