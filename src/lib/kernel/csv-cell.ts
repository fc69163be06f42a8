const FORMULA_START = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const PLAIN_NUMBER = /^-(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$/u;

/**
 * A cell that no spreadsheet runs as a formula: text that starts like one (=, +, -, @, also full
 * width or after spaces, tab, CR) gets an apostrophe in front, as OWASP "CSV Injection" asks. Plain
 * negative numbers stay numbers and 088-621-2913 stays as it is; +81-… is guarded, because a
 * spreadsheet would subtract it. Quoting commas, quotes and newlines is left to the CSV writer.
 */
export function safeCsvCell(text: string): string {
	if (PLAIN_NUMBER.test(text)) return text;
	return FORMULA_START.test(text) ? `'${text}` : text;
}
