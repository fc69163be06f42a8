import qrcode from 'qrcode';

/** A QR code as the source of an `img`; the text itself must stand beside it. */
export async function qrPicture(text: string): Promise<string> {
	return `data:image/svg+xml;base64,${Buffer.from(await qrSvg(text)).toString('base64')}`;
}

/** The same as SVG, for paper. */
export function qrSvg(text: string): Promise<string> {
	return qrcode.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
}
