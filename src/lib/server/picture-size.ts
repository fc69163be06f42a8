/** What a program must know to lay out a picture: its kind, its points, and by how much it is to be turned. */
export type PictureSize = {
	type: 'jpg' | 'png';
	/** As the points are kept, before turning. */
	width: number;
	height: number;
	/** Clockwise, in degrees. */
	turn: 0 | 90 | 180 | 270;
	isMirrored: boolean;
};

/** Of a picture as {@link withoutMetadata} leaves it; undefined when it is none. */
export function pictureSize(content: Uint8Array): PictureSize | undefined {
	const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
	if (content[0] === 0xff && content[1] === 0xd8) return sizeOfJpeg(content, view);
	if (content[0] !== 0x89 || content.length < 24) return undefined;
	return {
		...{ type: 'png', width: view.getUint32(16), height: view.getUint32(20) },
		...{ turn: 0, isMirrored: false },
	};
}

/** ITU T.81, table B.2: the frame says the size; C4, C8 and CC are no frames. */
function sizeOfJpeg(content: Uint8Array, view: DataView): PictureSize | undefined {
	let side = 1;
	for (let at = 2; at + 9 < content.length;) {
		const kind = content[at + 1] ?? 0;
		if (content[at] !== 0xff) return undefined;
		if (kind === 0xff) {
			at += 1;
			continue;
		}
		// the only Exif that is left says which side is up, always at the same place
		if (kind === 0xe1 && view.getUint16(at + 2) === 34) side = view.getUint16(at + 28);
		if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind))
			return {
				...{ type: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) },
				...turned(side),
			};
		at += 2 + view.getUint16(at + 2);
	}
	return undefined;
}

/** TIFF 6.0, tag 0x0112. */
function turned(side: number): Pick<PictureSize, 'turn' | 'isMirrored'> {
	const turn = ([0, 0, 0, 180, 180, 90, 90, 270, 270] as const)[side] ?? 0;
	return { turn, isMirrored: [2, 4, 5, 7].includes(side) };
}
