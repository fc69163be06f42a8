const WEIGHTS = [6, 5, 4, 3, 2];

/**
 * Check digit of a 全国地方公共団体コード from its first five digits: (11 − Σ(d·6,5,4,3,2) mod 11)
 * mod 10 (総務省). Undefined unless there are five digits.
 */
export function municipalityCheckDigit(fiveDigits: string): number | undefined {
	if (!/^\d{5}$/u.test(fiveDigits)) return undefined;
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(fiveDigits[i]), 0);
	return (11 - (sum % 11)) % 10;
}

/** Six digits from a prefecture that exists, with the right check digit. */
export function isMunicipalityCode(code: string): boolean {
	if (!/^\d{6}$/u.test(code)) return false;
	const prefecture = Number(code.slice(0, 2));
	if (prefecture < 1 || prefecture > 47) return false;
	return municipalityCheckDigit(code.slice(0, 5)) === Number(code[5]);
}

/** Six digits from five or six, in any width; undefined when the check digit is wrong. */
export function normaliseMunicipalityCode(text: string): string | undefined {
	const digits = text.normalize('NFKC').replace(/[\s-]/gu, '');
	const checkDigit = municipalityCheckDigit(digits);
	const code = checkDigit === undefined ? digits : `${digits}${checkDigit}`;
	return isMunicipalityCode(code) ? code : undefined;
}
