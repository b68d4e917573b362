// @ts-check
// The cart on pages without React (src/app/layout.tsx): "Add to cart" and the header's cart link open it at the side, and its
// forms change it without loading a page. It shows what the cart page shows (`data-cart` of /cart), so that prices, limits
// and refusals come from the server. Without this script, the same forms and links lead to the cart page.
//   data-cart, data-cart-units               the cart, and its number of units
//   data-line, data-most, data-quantity      a line, its maximum, and its shown quantity
//   data-key                                 where the focus stays when the cart is shown anew
//   data-cart-problem                        why the last change was refused
// Plain JavaScript, because it is served without a build.
;(() => {
  "use strict"
  // React's pages follow the link to the cart page.
  if ("__next_f" in self) return
  const TIMEOUT_MS = 20_000
  const CART_FORM = /^\/cart\/(?:items(?:\/|$)|clear$|restore$)/

  /** The cart page has the cart itself. @type {HTMLElement | null} */
  const page = document.querySelector("[data-cart]")
  /** @type {HTMLDialogElement | undefined} */
  let panel
  /** @returns {HTMLElement | null} */
  const region = () => page ?? panel?.querySelector("[data-cart]") ?? null

  /** The cart as the server last sent it. @type {HTMLElement | undefined} */
  let confirmed = page ? /** @type {HTMLElement} */ (page.cloneNode(true)) : undefined
  let waiting = 0
  let turn = Promise.resolve()
  /** Why a change was refused, while later ones are sent. @type {Element | null} */
  let refusal = null

  /** @param {string} tag @param {string} text @param {Record<string, string>} attributes */
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag)
    made.textContent = text
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    return made
  }

  /** @param {string} text */
  const announce = (text) => {
    const status = panel?.querySelector("[role=status]")
    if (status) status.textContent = text
  }

  const makePanel = () => {
    const made = /** @type {HTMLDialogElement} */ (
      element("dialog", "", { "data-cart-panel": "", "aria-labelledby": "cart-panel-title" })
    )
    const heading = element("div", "", { "data-cart-head": "" })
    const close = element("button", "×", { type: "button", "aria-label": "Close cart" })
    close.addEventListener("click", () => made.close())
    heading.append(element("h2", "Your cart", { id: "cart-panel-title", tabindex: "-1" }), close)
    // The dialog itself is only clicked beside its content.
    made.addEventListener("click", (event) => event.target === made && made.close())
    const box = element("div", "")
    box.append(heading, element("p", "", { role: "status" }), element("div", "", { "data-cart": "" }))
    made.append(box)
    document.body.append(made)
    return made
  }

  const openPanel = () => {
    panel ??= makePanel()
    if (panel.open) return
    announce("")
    panel.showModal()
    panel.querySelector("h2")?.focus()
  }

  /** Has public/shop.js show this number of units; else the cart's own, or the cookie's. @param {number} [detail] */
  const showUnits = (detail) => dispatchEvent(new CustomEvent("atrium:cart", { detail }))

  /** Focuses where the focus was, or the nearest that is left of it. @param {Element | null} focused */
  const keepFocus = (focused) => {
    const cart = region()
    const key = focused?.getAttribute("data-key") ?? ""
    const line = CSS.escape(key.split(":")[1] ?? "")
    const places = [`[data-key="${CSS.escape(key)}"]`, `[data-line="${line}"] [data-key]`, "[data-key=undo]"]
    const place =
      places
        .map((selector) => cart?.querySelector(`${selector}:enabled`))
        .find((found) => found instanceof HTMLElement && found.offsetParent !== null) ??
      panel?.querySelector("h2") ??
      document.querySelector("h1")
    if (!(place instanceof HTMLElement)) return
    if (place.matches("h1, h2")) place.tabIndex = -1
    place.focus()
  }

  /**
   * Shows the cart as the server sent it, or none when it can't be reached.
   * @param {HTMLElement | undefined} fresh @param {Element | null} problem
   */
  const show = (fresh, problem) => {
    const cart = region()
    if (!cart) return
    const active = document.activeElement
    const moves = active === null || cart.contains(active) || active.matches("body, h1, h2")
    cart.replaceChildren(...(problem ? [problem] : []), ...(fresh?.cloneNode(true).childNodes ?? []))
    cart.removeAttribute("aria-busy")
    if (fresh) cart.dataset.cartUnits = fresh.dataset.cartUnits
    showUnits()
    if (moves && (page || panel?.open)) keepFocus(active)
  }

  const failed = () =>
    element("p", "Your cart couldn't be reached. Check your connection and try again.", {
      role: "alert",
      "data-cart-problem": "",
    })

  /** @param {string} url @param {FormData | undefined} body @returns {Promise<HTMLElement>} */
  const request = async (url, body) => {
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      ...(body ? { body } : {}),
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-cart]")
    if (!response.ok || !(fresh instanceof HTMLElement)) throw new Error(`The cart responded with ${response.status}`)
    // So that a reload shows the same.
    if (page) history.replaceState(null, "", response.url)
    return fresh
  }

  /** Sends a change after those before it, and shows the cart after the last one. @param {string} url @param {FormData} [body] */
  const send = (url, body) => {
    waiting += 1
    region()?.setAttribute("aria-busy", "true")
    turn = turn.then(async () => {
      let fresh = confirmed
      /** @type {Element | null} */
      let problem = null
      try {
        fresh = await request(url, body)
        problem = fresh.querySelector("[data-cart-problem]")
        if (url.endsWith("/cart/items")) announce(problem ? "" : "Added to your cart.")
      } catch {
        problem = failed()
      }
      waiting -= 1
      refusal = problem ?? refusal
      confirmed = fresh
      if (waiting > 0) return
      show(fresh, fresh?.contains(refusal) ? null : refusal)
      refusal = null
    })
  }

  /** The units that the header shows. */
  const shownUnits = () => Number(document.querySelector("[data-cart-count]")?.getAttribute("data-cart-count") ?? 0)

  /** Shows a changed quantity before the server has confirmed it. @param {HTMLElement} line @param {number} quantity */
  const guessLine = (line, quantity) => {
    const shown = line.querySelector("[data-quantity]")
    const before = Number(shown?.textContent)
    line.hidden = quantity === 0
    if (shown) shown.textContent = String(quantity)
    for (const [name, step] of /** @type {const} */ ([
      ["less", -1],
      ["more", 1],
    ])) {
      const button = line.querySelector(`[data-key^="${name}:"]`)
      if (!(button instanceof HTMLButtonElement)) continue
      const field = button.form?.elements.namedItem("quantity")
      if (field instanceof HTMLInputElement) field.value = String(quantity + step)
      button.disabled = step < 0 ? quantity <= 1 : quantity >= Number(line.dataset.most ?? Infinity)
    }
    showUnits(shownUnits() + quantity - before)
  }

  /** @param {HTMLFormElement} form @param {FormData} body */
  const guess = (form, body) => {
    const active = document.activeElement
    const line = form.closest("[data-line]")
    const isCleared = form.getAttribute("action") === "/cart/clear"
    const lines = line ? [line] : isCleared ? (region()?.querySelectorAll("[data-line]") ?? []) : []
    for (const one of lines) if (one instanceof HTMLElement) guessLine(one, line ? Number(body.get("quantity")) : 0)
    if (lines.length > 0) keepFocus(active)
  }

  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event
      if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
      const url = new URL(submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href)
      if (url.origin !== location.origin || !CART_FORM.test(url.pathname)) return
      event.preventDefault()
      // public/shop.js would take it for a form that loads the next page.
      event.stopImmediatePropagation()
      const body = new FormData(form, submitter)
      if (!page) openPanel()
      announce("")
      if (region()?.contains(form)) guess(form, body)
      else showUnits(shownUnits() + Number(body.get("quantity") ?? 1))
      send(url.pathname, body)
    },
    true
  )

  addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("[data-cart-link]") : null
      if (!link || page || location.pathname === "/checkout") return
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      // public/shop.js would show that the next page is loading.
      event.stopPropagation()
      openPanel()
      send("/cart")
    },
    true
  )

  // Another tab changed the cart, or paid for it.
  addEventListener("atrium:cart-changed", (event) => {
    const units = region()?.dataset.cartUnits
    if (waiting > 0 || !(event instanceof CustomEvent) || units === undefined || units === event.detail) return
    if (page || panel?.open) send("/cart")
  })
})()
