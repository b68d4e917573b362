export {
  lastOrderChange,
  orderChangedSql,
  orderMoney,
  type OrderMoney,
  type OrderMoneyLine,
  ordersChangedSince,
} from "../data/core/order-money"
