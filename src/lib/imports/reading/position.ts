/** A position on the map in degrees, as the form takes it. */
export type Coordinates = { latitude: string; longitude: string };

/**
 * Reads 35.6895 and 139.6917 from two cells or from one (both orders, any width), and degrees, minutes and seconds.
 * Undefined when nothing was given; what is no position stays as it was, for the form to refuse.
 */
export function coordinates(
	latitude: string,
	longitude: string,
	together: string,
): Coordinates | undefined {
	if (!latitude && !longitude && !together) return undefined;
	const [first = '', second = ''] = latitude || longitude ? [latitude, longitude] : pair(together);
	const [one, other] = [degrees(first), degrees(second)];
	// Japan lies between 20 and 46 degrees north, 122 and 154 east: 139, 35 was written the wrong way round
	if (isEast(one) && isNorth(other)) return { latitude: other, longitude: one };
	return { latitude: one, longitude: other };
}

function pair(text: string): string[] {
	return text
		.normalize('NFKC')
		.replace(/^[[(]|[\])]$/gu, '')
		.split(/[,、;\s]+/u)
		.filter(Boolean);
}

const isEast = (text: string) => Number(text) > 122 && Number(text) < 154;
const isNorth = (text: string) => Number(text) > 20 && Number(text) < 46;

function degrees(cell: string): string {
	const text = cell
		.normalize('NFKC')
		.replace(/^[NE北東][緯経]?\s*/u, '')
		.trim();
	const sexagesimal = /^(\d{2,3})[°度.:\s](\d{1,2})['′分.:\s](\d{1,2}(?:\.\d+)?)["″秒]?$/u.exec(
		text,
	);
	if (!sexagesimal) return text.replace(/[°度]$/u, '');
	const [, whole, minutes, seconds] = sexagesimal.map(Number);
	return String((whole ?? 0) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3_600);
}
