// Jest environment of the Admin page tests: Node's globals (fetch, Response, AbortSignal) with jsdom's document.
const { TestEnvironment } = require("jest-environment-node")
const { JSDOM } = require("jsdom")

/** Globals that Node has too, but jsdom's elements only accept jsdom's own. */
const JSDOM_GLOBALS = ["Event", "EventTarget", "CustomEvent", "MessageEvent", "AbortController", "AbortSignal"]

/** Adds stubs of layout APIs that jsdom lacks and Radix calls. */
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
      if (name in this.global && !JSDOM_GLOBALS.includes(name)) continue
      Object.defineProperty(this.global, name, { configurable: true, writable: true, value: window[name] })
    }
    this.global.window = this.global
    this.global.self = this.global
    // These functions must be called on the window.
    for (const name of ["addEventListener", "removeEventListener", "dispatchEvent", "getComputedStyle"])
      this.global[name] = window[name].bind(window)
    this.global.IS_REACT_ACT_ENVIRONMENT = true
    // The test timeout of jest-circus. Filling in long forms is slow on a busy machine.
    this.global[Symbol.for("TEST_TIMEOUT_SYMBOL")] = 30_000
  }

  async teardown() {
    this.dom.window.close()
    await super.teardown()
  }
}

module.exports = AdminEnvironment
