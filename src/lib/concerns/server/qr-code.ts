import { create } from 'qrcode';

/** A two-dimensional code of an address: its modules drawn as one SVG path, one unit each. */
export function qrCode(text: string): { size: number; path: string } {
	const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
	let path = '';
	for (let index = 0; index < data.length; index++) {
		if (data[index]) path += `M${index % size} ${Math.floor(index / size)}h1v1h-1z`;
	}
	return { size, path };
}
