import { FieldErrorText, NumberField, useField } from "@atrium/admin-kit"
import {
  bytesInWords,
  DEFAULT_FILE_RULE,
  FILE_KIND_NAMES,
  FILE_KINDS,
  kindsInWords,
  MOST_FILE_BYTES,
  MOST_FILES,
} from "@atrium/documents/contracts"
import { Button, Text } from "@medusajs/ui"

import { Checkboxes, type PartProps } from "./part"

const BYTES_OF_MEGABYTE = 1024 * 1024

/** A question without a rule takes the usual files. */
export const UsualFiles = ({ onChange }: { onChange: () => void }) => (
  <div className="flex flex-col items-start gap-2">
    <Text size="small">
      {kindsInWords(DEFAULT_FILE_RULE.kinds)}, up to {DEFAULT_FILE_RULE.max_files} files of{" "}
      {bytesInWords(DEFAULT_FILE_RULE.max_bytes)}
    </Text>
    <Button type="button" size="small" variant="secondary" onClick={onChange}>
      Change kinds and limits
    </Button>
  </div>
)

/** What files a question takes: kinds, the size of each, and how many. */
export const FileRuleFields = ({ form: { control }, index }: PartProps & { index: number }) => {
  const { value, change } = useField({ control, name: `questions.${index}.file.kinds` })
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <>
      <div>
        <Checkboxes
          legend="Kinds of files"
          hint="Files are checked by their content, not by their name."
          choices={FILE_KIND_NAMES.map((kind) => ({ id: kind, label: FILE_KINDS[kind].label }))}
          chosen={chosen}
          onChange={change}
        />
        <FieldErrorText control={control} name={`questions.${index}.file.kinds`} deep />
      </div>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <NumberField
          control={control}
          name={`questions.${index}.file.max_bytes`}
          label="Largest file"
          unit="MB"
          scale={BYTES_OF_MEGABYTE}
          hint={`Up to ${MOST_FILE_BYTES / BYTES_OF_MEGABYTE}`}
        />
        <NumberField
          control={control}
          name={`questions.${index}.file.max_files`}
          label="Most files"
          hint={`Up to ${MOST_FILES}`}
        />
      </div>
    </>
  )
}
