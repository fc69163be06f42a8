import { normalisePhone } from '../../kernel/phone.ts';

/** What a cell looks like by itself, whatever its column is called. */
export type Look =
	| 'phone'
	| 'postalCode'
	| 'email'
	| 'url'
	| 'position'
	| 'latitude'
	| 'longitude'
	| 'number'
	| 'date'
	| 'kana'
	| 'address'
	| 'mark'
	| 'words';

const address =
	/^(?:〒?\d{3}-?\d{4}\s*)?(?:(?:北海道|東京都|京都府|大阪府|.{2,3}県)|[^\s\d]{1,8}[市区町村郡]).*(?:\d|番地|[一二三四五六七八九十]丁目|地内|無番地)/u;

export function lookOf(cell: string): Look {
	const text = cell.normalize('NFKC').trim();
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text)) return 'email';
	if (/^(?:https?:\/\/|www\.)\S+$/iu.test(text)) return 'url';
	if (/^[〒T]?\s*\d{3}[-‐‑–—―−ー]\d{4}$/u.test(text) || /^〒\s*\d{7}$/u.test(text))
		return 'postalCode';
	if (/^\(?\s*\d{2,3}\.\d{3,}\s*[,、\s]\s*\d{2,3}\.\d{3,}\s*\)?$/u.test(text)) return 'position';
	if (/^-?[\d,]+(?:\.\d+)?$/u.test(text)) return numberLook(text);
	if (/^(?:\d{4}|[MTSHR]\d{1,2}|(?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元))[年./-]/u.test(text))
		return 'date';
	if (/^[\d()（）\-‐‑–—―−ー\s+]{9,}$/u.test(text) && normalisePhone(text).ok) return 'phone';
	if (address.test(text)) return 'address';
	if (/^[ァ-ヺー・\s]*[ァ-ヺ][ァ-ヺー・\s]*$/u.test(text)) return 'kana';
	if (/^[○◯〇●◎△×✕✗✓☑■□★☆※-]$/u.test(text)) return 'mark';
	return 'words';
}

function numberLook(text: string): Look {
	const number = Number(text.replace(/,/g, ''));
	const hasFraction = /\.\d{3,}$/.test(text);
	if (hasFraction && number > 20 && number < 46) return 'latitude';
	if (hasFraction && number > 122 && number < 154) return 'longitude';
	return /^0\d{8,10}$/.test(text) && normalisePhone(text).ok ? 'phone' : 'number';
}

const dataLooks: ReadonlySet<Look> = new Set<Look>([
	...(['phone', 'postalCode', 'email', 'url', 'position', 'latitude', 'longitude'] as const),
	...(['number', 'date', 'address', 'mark'] as const),
]);

/** Whether a cell is surely a value and no heading. */
export function isData(cell: string): boolean {
	return dataLooks.has(lookOf(cell));
}

/** The look that most filled cells of a column share; undefined when they differ. */
export function lookOfColumn(cells: readonly string[]): Look | undefined {
	const counts = new Map<Look, number>();
	const filled = cells.filter((cell) => cell.trim() !== '');
	for (const cell of filled) {
		const look = lookOf(cell);
		counts.set(look, (counts.get(look) ?? 0) + 1);
	}
	const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
	return most && most[1] * 5 >= filled.length * 4 ? most[0] : undefined;
}
