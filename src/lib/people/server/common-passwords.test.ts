import { expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

test.each([
	'12345678',
	'iloveyou',
	'sunshine',
	'Football',
	'baseball1',
	'princess2026!',
	'1q2w3e4r',
])('%s is tried first by whoever guesses', (password) => {
	expect(isCommonPassword(password)).toBe(true);
});

test.each(['みかんの皮をほす日', 'kamo-no-hashi-7-wa', 'tsukimi dango 3ko'])(
	'%s may be taken',
	(password) => {
		expect(isCommonPassword(password)).toBe(false);
	},
);
