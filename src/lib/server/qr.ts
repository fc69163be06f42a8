import qrcode from 'qrcode';

/** A QR code as the source of an `img`; the text itself must stand beside it. */
export async function qrPicture(text: string): Promise<string> {
	const svg = await qrcode.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
	return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
