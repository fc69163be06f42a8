/** The part of qrcode 1.5.4 that is used; the package brings no types. */
declare module 'qrcode' {
	type Options = { type: 'svg'; margin: number; errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' };
	const qrcode: { toString: (text: string, options: Options) => Promise<string> };
	export default qrcode;
}
