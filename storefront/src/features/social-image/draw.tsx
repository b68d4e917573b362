import "server-only"
import { readFile } from "node:fs/promises"
import path from "node:path"

import { ImageResponse } from "next/og"

import { drawMotif, motifKindOf } from "../catalogue/motif"
import { IMAGE_SIZE, type SocialCard } from "./card"

// Not the variable fonts of the pages, which the renderer can't read. npm installs these packages at the repository's root.
const FONTS = [
  { name: "Fraunces", file: "fraunces/files/fraunces-latin-500-normal.woff" },
  { name: "Fraunces Extended", file: "fraunces/files/fraunces-latin-ext-500-normal.woff" },
  { name: "Inter", file: "inter/files/inter-latin-400-normal.woff" },
  { name: "Inter Extended", file: "inter/files/inter-latin-ext-400-normal.woff" },
] as const
const FOLDER = path.join(process.cwd(), "..", "node_modules", "@fontsource")

const readFonts = () =>
  Promise.all(FONTS.map(async ({ name, file }) => ({ name, data: await readFile(path.join(FOLDER, file)) })))
let fonts: ReturnType<typeof readFonts> | undefined

const PAPER = "#fbfaf6"
const INK = "#1a1f2b"
const INK_SOFT = "#4c5260"

const Drawing = ({ category, seed, accent }: SocialCard) => (
  <svg
    width={340}
    height={340}
    viewBox="0 0 96 96"
    fill="none"
    stroke={accent}
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {drawMotif(motifKindOf(category), seed).map(({ d, weight }, index) => (
      <path key={index} d={d} strokeWidth={0.5} opacity={weight} />
    ))}
  </svg>
)

const titleSize = (title: string): number => (title.length > 45 ? 48 : title.length > 26 ? 56 : 72)

const Card = (card: SocialCard) => (
  <div
    style={{
      width: "100%",
      height: "100%",
      display: "flex",
      alignItems: "center",
      gap: 64,
      padding: 80,
      background: PAPER,
      borderTop: `16px solid ${card.accent}`,
    }}
  >
    <div style={{ display: "flex", flexDirection: "column", flex: 1, gap: 28, color: INK }}>
      {card.shop ? (
        <div style={{ fontFamily: "Inter, Inter Extended", fontSize: 32, color: card.accent }}>{card.shop}</div>
      ) : null}
      {card.title ? (
        <div
          style={{
            fontFamily: "Fraunces, Fraunces Extended",
            fontSize: titleSize(card.title),
            lineHeight: 1.1,
            wordBreak: "break-word",
          }}
        >
          {card.title}
        </div>
      ) : null}
      {card.lead ? (
        <div style={{ fontFamily: "Inter, Inter Extended", fontSize: 30, lineHeight: 1.4, color: INK_SOFT }}>
          {card.lead}
        </div>
      ) : null}
    </div>
    <Drawing {...card} />
  </div>
)

const draw = async (card: SocialCard): Promise<ArrayBuffer> => {
  fonts ??= readFonts()
  const image = new ImageResponse(<Card {...card} />, { ...IMAGE_SIZE, fonts: await fonts })
  return image.arrayBuffer()
}

/** Images that were drawn, by what they show; the one that was made first leaves first. */
const drawn = new Map<string, Promise<ArrayBuffer>>()
const MOST_KEPT = 200
let previous: Promise<unknown> = Promise.resolve()

/** Draws one image at a time, because each takes the processor for a moment, and keeps the last ones. */
export const drawOnce = (card: SocialCard): Promise<ArrayBuffer> => {
  const key = JSON.stringify(card)
  const known = drawn.get(key)
  if (known) return known
  const image = previous.catch(() => undefined).then(() => draw(card))
  previous = image
  drawn.set(key, image)
  image.catch(() => drawn.delete(key))
  const [oldest] = drawn.keys()
  if (drawn.size > MOST_KEPT && oldest !== undefined) drawn.delete(oldest)
  return image
}
