/** The id of what a message made, from the keyed hash of source and message id: a replay finds it as long as it lives. */
export const idOfDelivery = (deliveryKey: string): string =>
  `${deliveryKey.slice(0, 8)}-${deliveryKey.slice(8, 12)}-${deliveryKey.slice(12, 16)}-${deliveryKey.slice(16, 20)}-${deliveryKey.slice(20, 32)}`
