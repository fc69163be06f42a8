/** A thread of its own for the heavy part: gets a photo, gives it smaller, ends. */
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';

export type PhotoOrder = { type: 'image/jpeg' | 'image/png'; content: Uint8Array };
export type Fitted = { content: Uint8Array } | { refused: 'broken' | 'tooManyPoints' };

/** Points a side: an A4 page across at 230 a inch. */
const longestSide = 1_920;
/** More than telephones take; a small file can hold far more points, and would fill the memory. */
const mostPoints = 64_000_000;

/** Decoded and written anew: upright, without anything that a camera or a program wrote beside the picture. */
async function fit({ type, content }: PhotoOrder): Promise<Fitted> {
	const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
	if (width * height > mostPoints) return { refused: 'tooManyPoints' };
	const picture = sharp(content, { limitInputPixels: mostPoints, failOn: 'truncated' })
		.autoOrient()
		.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
	const written =
		type === 'image/png' ? picture.png({ compressionLevel: 9 }) : picture.jpeg({ quality: 82 });
	return { content: new Uint8Array(await written.toBuffer()) };
}

// the cast is safe: only fitPhoto of pictures.ts starts this thread
const answer = await fit(workerData as PhotoOrder).catch((): Fitted => ({ refused: 'broken' }));
parentPort?.postMessage(answer);
