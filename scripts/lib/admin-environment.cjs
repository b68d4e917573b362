// The browser of the Admin pages' tests: Node's own globals (fetch, Response, AbortSignal) with jsdom's document.
const { TestEnvironment } = require("jest-environment-node")
const { JSDOM } = require("jsdom")

/** Node has these too, and jsdom's elements accept their own alone. */
const OF_THE_DOCUMENT = ["Event", "EventTarget", "CustomEvent", "MessageEvent", "AbortController", "AbortSignal"]

/** What browsers have and jsdom does not, and Radix calls: nothing is laid out, so nothing moves. */
const addLayout = (window) => {
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  window.ResizeObserver = Observer
  window.IntersectionObserver = Observer
  window.Element.prototype.scroll = () => {}
  window.Element.prototype.scrollIntoView = () => {}
  window.Element.prototype.hasPointerCapture = () => false
  window.Element.prototype.setPointerCapture = () => {}
  window.Element.prototype.releasePointerCapture = () => {}
  window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {}, addListener() {} })
}

class AdminEnvironment extends TestEnvironment {
  async setup() {
    await super.setup()
    this.dom = new JSDOM("<!doctype html><html lang='en'><body></body></html>", {
      url: "http://shop.test/app",
      pretendToBeVisual: true,
    })
    const { window } = this.dom
    addLayout(window)
    for (const name of Object.getOwnPropertyNames(window)) {
      if (name in this.global && !OF_THE_DOCUMENT.includes(name)) continue
      Object.defineProperty(this.global, name, { configurable: true, writable: true, value: window[name] })
    }
    this.global.window = this.global
    this.global.self = this.global
    // Functions of a window work on it alone.
    for (const name of ["addEventListener", "removeEventListener", "dispatchEvent", "getComputedStyle"])
      this.global[name] = window[name].bind(window)
    this.global.IS_REACT_ACT_ENVIRONMENT = true
    // How jest-circus is told a test's limit: long forms are slow to fill in on a busy machine.
    this.global[Symbol.for("TEST_TIMEOUT_SYMBOL")] = 30_000
  }

  async teardown() {
    this.dom.window.close()
    await super.teardown()
  }
}

module.exports = AdminEnvironment
