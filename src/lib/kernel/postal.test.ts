import { expect, test } from 'vitest';
import { formatPostalCode, normalisePostalCode } from './postal.ts';

test.each(['770-0943', '7700943', '〒７７０ー０９４３', '〒 770−0943', ' ７７００９４３ '])(
	'%s is 770-0943',
	(text) => {
		expect(normalisePostalCode(text)).toEqual({ ok: true, postalCode: '770-0943' });
	},
);

test.each(['', '770', '77-00943', '770-094', '1770-0943', '徳島市'])('%j is refused', (text) => {
	expect(normalisePostalCode(text)).toEqual({ ok: false });
});

test('prints the postal mark', () => {
	expect(formatPostalCode('000-0123')).toBe('〒000-0123');
});
