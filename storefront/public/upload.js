// @ts-check
// Fields for files (src/features/files), on pages with and without React. Without this script, a file is sent with its form.
//   data-files        the name of the field whose hidden inputs have the ids of the files
//   data-upload       where a chosen file is sent at once; a file is removed there, too
//   data-most, data-bytes, data-too-many, data-too-large   the limits, and what to do about them
//   data-file         a file in the list
//   data-hydrated     React has taken the field over, and sent `atrium:hydrated`
// An event `atrium:files` with all ids notifies React of each change.
;(() => {
  /** Uploads that have not ended. @type {Set<Promise<void>>} */
  const running = new Set()

  /** How long another file, or the form, waits until a removed one is gone. */
  const PATIENCE_MS = 10_000

  /** Files that are being sent, and what cancels that. @type {Map<Element, () => void>} */
  const sending = new Map()

  /** What still takes a place on the server until it is removed there. @type {Set<Promise<void>>} */
  const ending = new Set()

  /**
   * Runs `job` once the field may be changed. React replaces what it doesn't recognize while it takes over a page, so that a
   * file which is chosen before stays in its input until then.
   * @param {HTMLElement} group @param {() => void} job
   */
  const whenReady = (group, job) => {
    const waits = document.querySelector('script[src*="/_next/static/chunks/"]') && !("hydrated" in group.dataset)
    if (waits) group.addEventListener("atrium:hydrated", job, { once: true })
    else job()
  }

  /** @param {Element} group */
  const listOf = (group) => /** @type {HTMLElement} */ (group.querySelector("[data-file-list]"))
  /** @param {Element} group */
  const idsOf = (group) =>
    [...group.querySelectorAll("[data-file-list] input")].flatMap((input) =>
      input instanceof HTMLInputElement && input.value ? [input.value] : []
    )

  /** @param {HTMLElement} group @param {string} sentence */
  const showProblem = (group, sentence) => {
    const problem = group.querySelector("[data-file-problem]")
    const field = group.querySelector("input[type=file]")
    if (problem) problem.textContent = sentence
    if (sentence) field?.setAttribute("aria-invalid", "true")
    else field?.removeAttribute("aria-invalid")
  }

  /** Saves the draft of a plain form, and notifies React. @param {HTMLElement} group */
  const announce = (group) => {
    group.querySelector("[data-file-none]")?.dispatchEvent(new Event("input", { bubbles: true }))
    group.dispatchEvent(new CustomEvent("atrium:files", { bubbles: true, detail: idsOf(group) }))
  }

  /** @param {HTMLElement} group @param {string} label */
  const newItem = (group, label) => {
    const prototype = group.querySelector("[data-file-prototype] > li")
    const item = /** @type {HTMLElement} */ (prototype?.cloneNode(true))
    const name = item.querySelector("[data-file-name]")
    if (name) name.textContent = label
    item.querySelector("button")?.setAttribute("aria-label", `Remove ${label}`)
    listOf(group).append(item)
    return item
  }

  /**
   * @param {string} url @param {FormData} body @param {(share: number) => void} onProgress
   * @returns {{ answer: Promise<{ file?: { id: string, name: string }, problem?: string }>, abort: () => boolean }}
   * `abort` returns false once everything was sent: then the server may have the file, and only its answer names it.
   */
  const post = (url, body, onProgress) => {
    const request = new XMLHttpRequest()
    let isSent = false
    const answer = new Promise((resolve, reject) => {
      request.open("POST", url)
      request.responseType = "json"
      request.timeout = 120_000
      request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
      request.upload.onload = () => (isSent = true)
      request.onload = () => (request.response ? resolve(request.response) : reject(new Error("No answer")))
      request.onerror = request.ontimeout = request.onabort = () => reject(new Error("Not sent"))
      request.send(body)
    })
    const abort = () => {
      // The server removes a file whose answer it couldn't send.
      if (isSent) setTimeout(() => request.abort(), PATIENCE_MS)
      else request.abort()
      return !isSent
    }
    return { answer, abort }
  }

  const NOT_SENT = "The file wasn't sent. Check your connection and choose it again."

  /** Remembers what has to end before another file is sent. @param {Promise<void>} work */
  const untilRemoved = (work) => {
    ending.add(work)
    void work.finally(() => ending.delete(work))
  }

  /** Removes a file from the server. @param {HTMLElement} group @param {string} id */
  const discard = async (group, id) => {
    const url = new URL(group.dataset.upload ?? "", location.href)
    url.searchParams.set("id", id)
    try {
      await fetch(url, { method: "DELETE", keepalive: true, signal: AbortSignal.timeout(PATIENCE_MS) })
    } catch {
      // It is no longer an answer, and ends with the checkout.
    }
  }

  /**
   * The answer to a file, or undefined when it was removed from the list meanwhile.
   * @param {HTMLElement} group @param {HTMLElement} item @param {FormData} body
   */
  const send = async (group, item, body) => {
    sending.set(item, () => {})
    await Promise.all(ending)
    if (!sending.has(item)) return undefined
    const progress = item.querySelector("progress")
    const { answer, abort } = post(group.dataset.upload ?? "", body, (share) => {
      if (progress) progress.value = share
    })
    const discardAnswer = async () => {
      const { file } = await answer.catch(() => ({ file: undefined }))
      if (file) await discard(group, file.id)
    }
    sending.set(item, () => {
      if (!abort()) untilRemoved(discardAnswer())
    })
    try {
      const result = await answer
      return sending.has(item) ? result : undefined
    } catch (error) {
      if (sending.has(item)) throw error
      return undefined
    } finally {
      sending.delete(item)
    }
  }

  /** @param {HTMLElement} group @param {File} file */
  const upload = async (group, file) => {
    const { files = "", most, bytes, tooMany, tooLarge } = group.dataset
    if (file.size > Number(bytes)) return showProblem(group, `${file.name}: ${tooLarge}`)
    if (listOf(group).children.length >= Number(most)) return showProblem(group, tooMany ?? "")
    const item = newItem(group, file.name)
    const body = new FormData()
    body.append("field", files)
    body.append("file", file)
    try {
      const result = await send(group, item, body)
      if (!result) return
      const { file: sent, problem } = result
      if (!sent) throw new Error(problem)
      const input = item.querySelector("input")
      if (input) {
        input.value = sent.id
        input.disabled = false
      }
      item.removeAttribute("data-sending")
      item.querySelector("progress")?.remove()
      announce(group)
    } catch (error) {
      item.remove()
      const sentence = error instanceof Error && error.message.includes(" ") ? error.message : ""
      showProblem(group, `${file.name}: ${/^(?:|Not sent|No answer)$/.test(sentence) ? NOT_SENT : sentence}`)
    }
  }

  /** @param {HTMLElement} group @param {File[]} chosen */
  const uploadAll = async (group, chosen) => {
    showProblem(group, "")
    for (const file of chosen) await upload(group, file)
  }

  /** @param {HTMLElement} group @param {HTMLElement} item */
  const remove = (group, item) => {
    const id = item.querySelector("input")?.value ?? ""
    const cancel = sending.get(item)
    sending.delete(item)
    item.remove()
    showProblem(group, "")
    const field = group.querySelector("input[type=file]")
    if (field instanceof HTMLElement) field.focus()
    cancel?.()
    if (!id) return
    announce(group)
    untilRemoved(discard(group, id))
  }

  /** Sends what the input has. @param {HTMLElement} group @param {HTMLInputElement} field */
  const take = (group, field) => {
    if (!field.files?.length) return
    const chosen = [...field.files]
    field.value = ""
    const work = uploadAll(group, chosen).finally(() => running.delete(work))
    running.add(work)
  }

  // Files that were chosen before this script had loaded.
  for (const group of document.querySelectorAll("[data-files]")) {
    const field = group.querySelector("input[type=file]")
    if (group instanceof HTMLElement && field instanceof HTMLInputElement && field.files?.length)
      whenReady(group, () => take(group, field))
  }

  for (const type of ["input", "change"])
    document.addEventListener(
      type,
      (event) => {
        const { target: field } = event
        if (!(field instanceof HTMLInputElement) || field.type !== "file") return
        const group = field.closest("[data-files]")
        if (!(group instanceof HTMLElement)) return
        // Nothing else saves the file itself.
        event.stopImmediatePropagation()
        if (type === "change") whenReady(group, () => take(group, field))
      },
      true
    )

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-file] button") : null
      const [group, item] = [button?.closest("[data-files]"), button?.closest("[data-file]")]
      if (!(group instanceof HTMLElement) || !(item instanceof HTMLElement)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      whenReady(group, () => remove(group, item))
    },
    true
  )

  // A form that is sent meanwhile waits for its files.
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event
      if (running.size + ending.size === 0 || !(form instanceof HTMLFormElement)) return
      if (ending.size === 0 && !form.querySelector("[data-file-list] [data-sending]")) return
      event.preventDefault()
      event.stopImmediatePropagation()
      void Promise.all([...running, ...ending]).then(() => setTimeout(() => form.requestSubmit(submitter)))
    },
    true
  )
})()
