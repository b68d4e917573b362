/**
 * The network an IP address belongs to: the /24 of IPv4, the /64 of IPv6. An attacker can easily use
 * many addresses of one network; a victim is rarely in the same one.
 */
export const addressBlock = (ip: string): string => {
  const v4 = /(\d+\.\d+\.\d+)\.\d+$/.exec(ip)?.[1]
  return v4 ?? ip.toLowerCase().split(":").slice(0, 4).join(":")
}
