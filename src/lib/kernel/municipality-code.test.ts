import { expect, test } from 'vitest';
import {
	isMunicipalityCode,
	municipalityCheckDigit,
	normaliseMunicipalityCode,
} from './municipality-code.ts';

test.each([
	['131113', '大田区'],
	['270008', '大阪府'],
	['360007', '徳島県'],
	['131059', '文京区'],
	['131075', '墨田区'],
	['131016', '千代田区'],
	['362018', '徳島市'],
	['011002', '札幌市'],
])('%s is the code of %s', (code) => {
	expect(isMunicipalityCode(code)).toBe(true);
	expect(String(municipalityCheckDigit(code.slice(0, 5)))).toBe(code.slice(5));
});

test.each(['131114', '13111', '480002', '000000', 'abcdef'])('%s is no code', (code) => {
	expect(isMunicipalityCode(code)).toBe(false);
});

test('five digits get their check digit', () => {
	expect(normaliseMunicipalityCode('１３１１１')).toBe('131113');
	expect(normaliseMunicipalityCode('131113')).toBe('131113');
	expect(normaliseMunicipalityCode('131110')).toBeUndefined();
	expect(normaliseMunicipalityCode('13')).toBeUndefined();
});
