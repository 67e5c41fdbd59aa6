/** Rupiah per person, by how many share a room. */
export type RoomPrices = { quad?: number; triple?: number; double?: number }

export type Brochure = {
  hotels: { city: string; name: string; stars: number; nights: number }[]
  itinerary: { day: number; text: string }[]
  included: string[]
  excluded: string[]
  /** Two or three sentences that sell it. */
  pitch: string
}
