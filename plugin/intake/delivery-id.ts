/** The id of what a message made, from the keyed hash of source and message id: a replay finds it as long as it lives. */
export const idOfDelivery = (deliveryKey: string): string =>
  [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32]
  ]
    .map(([from, to]) => deliveryKey.slice(from, to))
    .join('-')
