/** An xlsx file made by hand, so that tests decide about every cell: readings over cells, merged cells, hidden sheets. */
import { crc32, deflateRawSync } from 'node:zlib';

export type SheetParts = {
	name: string;
	/** Text, number, or text with its reading over it. */
	rows: (string | number | { text: string; reading: string })[][];
	/** Like A1:C1. */
	merges?: string[];
	hidden?: boolean;
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function aWorkbook(...sheets: SheetParts[]): Uint8Array {
	const strings: string[] = [];
	const parts = sheets.map((sheet) => sheetXml(sheet, strings));
	const numbered = sheets.map(({ name, hidden }, at) => ({ name, hidden, id: at + 1 }));
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	return aZip([
		[
			'[Content_Types].xml',
			`${head}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${type}.sharedStrings+xml"/>${numbered.map(({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
		],
		[
			'_rels/.rels',
			`${head}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		],
		[
			'xl/workbook.xml',
			`${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbered.map(({ name, hidden, id }) => `<sheet name="${name}" sheetId="${id}" r:id="rId${id}"${hidden ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`,
		],
		[
			'xl/_rels/workbook.xml.rels',
			`${head}<Relationships xmlns="${packaging}/relationships">${numbered.map(({ id }) => `<Relationship Id="rId${id}" Type="${office}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		],
		[
			'xl/sharedStrings.xml',
			`${head}<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.join('')}</sst>`,
		],
		...parts.map((xml, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, xml]),
	]);
}

function sheetXml({ rows, merges = [] }: SheetParts, strings: string[]): string {
	const lines = rows.map((cells, row) => {
		const written = cells.map((cell, column) => {
			if (cell === '') return '';
			const place = `${String.fromCharCode(65 + column)}${row + 1}`;
			if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
			const { text, reading } = typeof cell === 'string' ? { text: cell, reading: '' } : cell;
			const phonetic = reading
				? `<rPh sb="0" eb="${text.length}"><t>${reading}</t></rPh><phoneticPr fontId="1"/>`
				: '';
			strings.push(`<si><t xml:space="preserve">${text}</t>${phonetic}</si>`);
			return `<c r="${place}" t="s"><v>${strings.length - 1}</v></c>`;
		});
		return `<row r="${row + 1}">${written.join('')}</row>`;
	});
	const merged =
		merges.length > 0
			? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
			: '';
	return `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${merged}</worksheet>`;
}

/** An archive of named texts; `claimed` writes a smaller size into its directory than it unpacks to. */
export function aZip(
	parts: readonly (readonly [string, string | Uint8Array])[],
	claimed?: number,
): Uint8Array {
	const locals: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const [name, content] of parts) {
		const data = Buffer.from(content);
		const packed = deflateRawSync(data);
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(20, 0);
		shared.writeUInt16LE(0x0800, 2);
		shared.writeUInt16LE(8, 4);
		shared.writeUInt32LE(crc32(data), 10);
		shared.writeUInt32LE(packed.length, 14);
		shared.writeUInt32LE(claimed ?? data.length, 18);
		shared.writeUInt16LE(Buffer.byteLength(name), 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		entries.push(
			Buffer.concat([
				...[Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), shared, tail, Buffer.from(name)],
			]),
		);
		locals.push(local);
		offset += local.length;
	}
	const directory = Buffer.concat(entries);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(parts.length, 4);
	end.writeUInt16LE(parts.length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(offset, 12);
	return new Uint8Array(Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]));
}
