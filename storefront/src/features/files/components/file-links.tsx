import { bytesInWords } from "@atrium/documents/contracts/file-kinds"

import type { SentFile } from "../file-facts"

/** Files to download, by name. `path`: the route that sends them. */
export const FileLinks = ({ files, path }: { files: readonly SentFile[]; path: string }) =>
  files.length === 0 ? (
    "No longer available"
  ) : (
    <ul className="grid gap-1">
      {files.map(({ id, name, size }) => (
        <li key={id} className="break-words">
          <a href={`${path}/${id}`} download={name} className="text-accent underline underline-offset-4">
            {name}
          </a>{" "}
          <span className="text-ink-soft">({bytesInWords(size)})</span>
        </li>
      ))}
    </ul>
  )
