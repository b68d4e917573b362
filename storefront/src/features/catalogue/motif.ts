/**
 * Generates geometric motifs for categories: arches for accounting, seals for legal, horizons for visa, weaves for
 * agency, rings for others. The seed (a service's handle) makes each motif unique and the same on every visit.
 */
export type MotifKind = "arches" | "seals" | "horizons" | "weaves" | "rings"

/** One path of a motif in a 96 × 96 view box. `weight` is its opacity; 1 is a main line. */
export type MotifStroke = { d: string; weight: number; fill?: boolean }

const KINDS: Readonly<Record<string, MotifKind>> = {
  accounting: "arches",
  legal: "seals",
  visa: "horizons",
  agency: "weaves",
}

export const motifKindOf = (category: string): MotifKind => KINDS[category] ?? "rings"

/** Seeded random number generator, 0 to 1 (mulberry32 over an FNV-1a hash). */
const randomFrom = (seed: string) => {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const a = Math.imul(state ^ (state >>> 15), 1 | state)
    const b = (a + Math.imul(a ^ (a >>> 7), 61 | a)) ^ a
    return ((b ^ (b >>> 14)) >>> 0) / 4_294_967_296
  }
}

const round = (value: number): string => String(Math.round(value * 100) / 100)
const point = (angle: number, radius: number): string =>
  `${round(48 + Math.cos(angle) * radius)} ${round(48 + Math.sin(angle) * radius)}`
const circle = (x: number, y: number, r: number): string =>
  `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 1 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 1 ${round(-2 * r)} 0`
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

const arch = (x: number, foot: number, width: number, top: number): string => {
  const r = width / 2
  return `M${round(x)} ${round(foot)}V${round(top + r)}a${round(r)} ${round(r)} 0 0 1 ${round(width)} 0V${round(foot)}`
}

const arches = (next: () => number): MotifStroke[] => {
  const bays = 2 + Math.floor(next() * 2)
  const width = 72 / bays
  const strokes = range(bays).flatMap((bay) => {
    const rings = 2 + Math.floor(next() * 2)
    const top = 16 + next() * 22
    return range(rings).map((ring) => {
      const inset = 2 + (ring * width) / (rings * 2.4)
      return { d: arch(12 + bay * width + inset, 80, width - 2 * inset, top + inset * 1.1), weight: 1 - ring * 0.3 }
    })
  })
  return [...strokes, { d: "M8 80h80", weight: 1 }]
}

const seals = (next: () => number): MotifStroke[] => {
  const petals = 8 + Math.floor(next() * 4) * 2
  const depth = 2.5 + next() * 3.5
  const turn = next() * Math.PI
  const edge = range(petals * 12 + 1)
    .map((index) => (index / (petals * 12)) * 2 * Math.PI)
    .map((angle, index) => `${index === 0 ? "M" : "L"}${point(angle + turn, 33 + Math.cos(angle * petals) * depth)}`)
  const rays = range(petals * 2).map((ray) => {
    const angle = (ray / (petals * 2)) * 2 * Math.PI + turn
    return `M${point(angle, 16)}L${point(angle, ray % 2 === 0 ? 25 : 21)}`
  })
  return [
    { d: `${edge.join("")}Z`, weight: 1 },
    { d: circle(48, 48, 27.5), weight: 0.5 },
    { d: rays.join(""), weight: 0.7 },
    { d: circle(48, 48, 12), weight: 1 },
  ]
}

const horizons = (next: () => number): MotifStroke[] => {
  const sunX = 32 + next() * 32
  const sunR = 11 + next() * 5
  const level = 50 + next() * 8
  const lines = range(6).map((line) => {
    const y = level + 2 + line * line * 1.15 + line * 2.2
    const lift = (next() - 0.5) * (7 - line)
    return { d: `M8 ${round(y)}C32 ${round(y - lift)} 64 ${round(y + lift)} 88 ${round(y)}`, weight: 1 - line * 0.12 }
  })
  const rise = range(3).map((ring) => {
    const r = sunR + ring * 7
    return {
      d: `M${round(sunX - r)} ${round(level)}a${round(r)} ${round(r)} 0 0 1 ${round(2 * r)} 0`,
      weight: 1 - ring * 0.32,
    }
  })
  return [...rise, ...lines]
}

const weaves = (next: () => number): MotifStroke[] => {
  const bands = 4 + Math.floor(next() * 2)
  const pitch = 72 / bands
  const gap = pitch * 0.2
  const start = Math.floor(next() * 2)
  const cell = (row: number, column: number, over: boolean): string => {
    const x = 12 + column * pitch
    const y = 12 + row * pitch
    const lines = [0.3, 0.7]
    return lines
      .map((part) =>
        over
          ? `M${round(x - gap)} ${round(y + part * pitch)}h${round(pitch + 2 * gap)}`
          : `M${round(x + part * pitch)} ${round(y - gap)}v${round(pitch + 2 * gap)}`
      )
      .join("")
  }
  const cells = range(bands).flatMap((row) => range(bands).map((column) => ({ row, column })))
  const isOver = (row: number, column: number) => (row + column + start) % 2 === 0
  return [
    {
      d: cells
        .filter((c) => isOver(c.row, c.column))
        .map((c) => cell(c.row, c.column, true))
        .join(""),
      weight: 1,
    },
    {
      d: cells
        .filter((c) => !isOver(c.row, c.column))
        .map((c) => cell(c.row, c.column, false))
        .join(""),
      weight: 0.55,
    },
  ]
}

const rings = (next: () => number): MotifStroke[] =>
  range(4).map((ring) => ({ d: circle(40 + next() * 16, 40 + next() * 16, 30 - ring * 6), weight: 1 - ring * 0.2 }))

const DRAWINGS = { arches, seals, horizons, weaves, rings } as const satisfies Record<
  MotifKind,
  (next: () => number) => MotifStroke[]
>

/** Returns the strokes of a motif. */
export const drawMotif = (kind: MotifKind, seed: string): MotifStroke[] => DRAWINGS[kind](randomFrom(`${kind}:${seed}`))
