import { expect, test } from 'vitest';
import { formatPersonName, splitName } from './names.ts';

test('prints names with and without honorific', () => {
	expect(formatPersonName({ family: '佐藤', given: '花子' })).toBe('佐藤 花子');
	expect(formatPersonName({ family: '佐藤' }, { honorific: 'さん' })).toBe('佐藤さん');
	expect(formatPersonName({ family: '佐藤', given: '花子' }, { honorific: '様' })).toBe(
		'佐藤 花子 様',
	);
	expect(formatPersonName({ single: 'Nguyễn Văn An' })).toBe('Nguyễn Văn An');
	expect(formatPersonName({ family: ' ', given: '' }, { honorific: '様' })).toBe('');
});

test('divides a name only where its writer did', () => {
	expect(splitName('佐藤　花子')).toEqual({ family: '佐藤', given: '花子' });
	expect(splitName('大西 連')).toEqual({ family: '大西', given: '連' });
	expect(splitName(' 大西連 ')).toEqual({ single: '大西連' });
	expect(splitName('マリア・サントス')).toEqual({ single: 'マリア・サントス' });
	expect(splitName('Maria  Santos')).toEqual({ single: 'Maria Santos' });
	expect(splitName('葛\u{e0100}城 一')).toEqual({ family: '葛\u{e0100}城', given: '一' });
});
