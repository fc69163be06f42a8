import { jpegOf } from '../../demo/seed/jpeg.ts';

/**
 * A photo as a telephone writes it: lying on its side where `side` is 6, with the place where it was taken and a name. Dark above
 * and light below, as its points are kept.
 */
export function aPhoto(side = 1): Uint8Array {
	const [width, height] = [160, 96];
	const points = Uint8Array.from({ length: width * height }, (_, at) =>
		at < (width * height) / 2 ? 60 : 220,
	);
	const plain = jpegOf({ width, height, points });
	const tiff = Buffer.concat([
		Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x02', 'latin1'),
		Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, side, 0, 0]),
		Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 40]),
		Buffer.from('\0\0\0\0GPSLatitude 34.0703 PhoneOfHanako', 'latin1'),
	]);
	const head = Buffer.from([0xff, 0xe1, 0, 0]);
	head.writeUInt16BE(tiff.length + 2, 2);
	return Buffer.concat([plain.subarray(0, 2), head, tiff, plain.subarray(2)]);
}
