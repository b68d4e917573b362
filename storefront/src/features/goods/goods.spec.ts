import { goodsHref, readGoodsSearch } from "./search"
import { goodStructuredData } from "./structured-data"
import { cheapestVariant, goodStockText, stockText } from "./stock"

const variant = (available_quantity: number | null, amount = 100) => ({
  id: `variant_${amount}`,
  title: "A4",
  price: { amount, currency_code: "inr", formatted: `₹${amount}` },
  in_stock: available_quantity !== 0,
  available_quantity,
})

test.each([
  [0, "Out of stock"],
  [1, "1 left"],
  [3, "3 left"],
  [6, "In stock"],
  [null, "In stock"],
])("%p available units are described as %p", (available, text) => expect(stockText(variant(available))).toBe(text))

test("a list counts units only if one variant is left", () => {
  expect(goodStockText({ variants: [variant(3), variant(0)] })).toBe("3 left")
  expect(goodStockText({ variants: [variant(3), variant(2)] })).toBe("In stock")
  expect(goodStockText({ variants: [variant(0), variant(0)] })).toBe("Out of stock")
})

test("the price in lists is that of the cheapest variant", () =>
  expect(cheapestVariant({ variants: [variant(1, 300), variant(1, 100)] })?.price.amount).toBe(100))

test("a search survives being written to a URL and read again", () => {
  const search = { q: "note & book", category: "other", sort: "price-desc" as const, page: 2 }
  const { searchParams } = new URL(goodsHref(search), "https://shop.test")
  expect(readGoodsSearch(Object.fromEntries(searchParams))).toEqual(search)
  expect(readGoodsSearch({ sort: "cheap", page: "-1" })).toEqual({ q: "", category: "", sort: "newest", page: 1 })
})

test("structured data has an offer with the stock of each variant and can't end the script element", () => {
  const good = {
    ...{ id: "prod_1", handle: "folder", title: "</script>", subtitle: "", description: "For a year" },
    ...{ category: "other", images: ["https://shop.test/a.png"], variants: [variant(3), variant(0, 200)] },
  }
  const text = goodStructuredData(good, "https://shop.test/goods/folder")
  expect(text).not.toContain("<")
  expect(JSON.parse(text)).toMatchObject({
    "@type": "Product",
    offers: [
      { price: 100, priceCurrency: "INR", availability: "https://schema.org/InStock" },
      { price: 200, availability: "https://schema.org/OutOfStock" },
    ],
  })
})
