import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { aPhoto } from '#test/photo.ts';
import { fitPhoto } from './pictures.ts';

const fitted = async (content: Uint8Array) =>
	Buffer.from((await fitPhoto({ name: 'photo.jpg', content }, 'photo')).content);

const sizeOf = async (content: Uint8Array) => {
	const { width, height, format, orientation } = await sharp(content).metadata();
	return { width, height, format, orientation };
};

/** As a telephone of twelve million points writes it, lying on its side, with the place and a name. */
async function fromTelephone(): Promise<Buffer> {
	const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
	return sharp({ create: { width: 4_032, height: 3_024, channels: 3, background: '#888', noise } })
		.withExif({
			IFD0: { Artist: 'PhoneOfHanako' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 34/1 0/1' },
		})
		.withMetadata({ orientation: 6 })
		.jpeg({ quality: 90 })
		.toBuffer();
}

describe('a photo that comes in', () => {
	test('of a telephone is made smaller, stands upright, and says nothing of place and name', async () => {
		const content = await fromTelephone();
		expect(content.includes('PhoneOfHanako')).toBe(true);
		const small = await fitted(content);
		expect(await sizeOf(small)).toEqual({
			...{ width: 1_440, height: 1_920, format: 'jpeg', orientation: undefined },
		});
		expect(small.byteLength).toBeLessThan(content.byteLength / 5);
		expect(small.includes('PhoneOfHanako')).toBe(false);
		const { exif, xmp, iptc } = await sharp(small).metadata();
		expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
	});

	test('lies as it was seen, whichever side the camera kept up', async () => {
		// dark above and light below as its points are kept; on its side 6, dark is on the right
		const { data, info } = await sharp(await fitted(aPhoto(6)))
			.greyscale()
			.raw()
			.toBuffer({ resolveWithObject: true });
		expect([info.width, info.height]).toEqual([96, 160]);
		const [left, right] = [data[info.width * 80 + 4], data[info.width * 80 + 91]];
		expect(left).toBeGreaterThan(150);
		expect(right).toBeLessThan(130);
	});

	test('a real one, progressive and not large, keeps its size', async () => {
		const folder = dirname(createRequire(import.meta.url).resolve('autocannon/package.json'));
		const content = readFileSync(join(folder, 'test', 'j5.jpeg'));
		expect(await sizeOf(await fitted(content))).toMatchObject({ width: 1_169, height: 584 });
	});

	test('a PNG stays one; what is no picture is left alone', async () => {
		const create = { width: 2_400, height: 600, channels: 4, background: '#1234' } as const;
		const png = await sharp({ create }).png().toBuffer();
		expect(await sizeOf(await fitted(png))).toMatchObject({
			...{ width: 1_920, height: 480, format: 'png' },
		});
		const text = new TextEncoder().encode('%PDF-1.7');
		expect(await fitted(text)).toEqual(Buffer.from(text));
	});

	test('half a photo, and a small file of very many points, are refused in words', async () => {
		await expect(fitted((await fromTelephone()).subarray(0, 200_000))).rejects.toMatchObject({
			problems: [{ field: 'photo', message: 'file_wrong_type' }],
		});
		const create = { width: 12_000, height: 12_000, channels: 3, background: 'white' } as const;
		const bomb = await sharp({ create }).png().toBuffer();
		expect(bomb.byteLength).toBeLessThan(1_000_000);
		await expect(fitted(bomb)).rejects.toMatchObject({
			problems: [{ field: 'photo', message: 'file_too_many_points' }],
		});
	});
});
