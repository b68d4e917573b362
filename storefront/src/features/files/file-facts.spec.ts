import { chosenFiles, fileIds, fileToRemove, removeIntent, uploadName } from "./file-facts"

describe("a form with a field for files", () => {
  it("has the ids of sent files, and the files that were chosen without JavaScript", () => {
    const form = new FormData()
    form.append("intake.passport", "")
    form.append("intake.passport", "pfile_1")
    form.append(uploadName("intake.passport"), new File(["x"], "a.pdf"))
    // What a browser sends for a field in which nothing was chosen.
    form.append(uploadName("intake.passport"), new File([], ""))
    expect(fileIds(form, "intake.passport")).toEqual(["pfile_1"])
    expect(chosenFiles(form, "intake.passport").map(({ name }) => name)).toEqual(["a.pdf"])
  })

  it("has one button per file that removes it", () => {
    expect(fileToRemove(removeIntent("pfile_1"))).toBe("pfile_1")
    expect([fileToRemove("pay"), fileToRemove(null)]).toEqual([undefined, undefined])
  })
})
