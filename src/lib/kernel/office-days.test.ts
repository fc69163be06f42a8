import { expect, test } from 'vitest';
import { isOfficeHoliday } from './office-days.ts';

test.each([
	['2026-01-12', true], // 成人の日
	['2026-03-20', true], // 春分の日
	['2026-05-06', true], // 振替休日 after three days in a row
	['2026-09-21', true], // 敬老の日
	['2026-09-22', true], // 国民の休日
	['2026-09-23', true], // 秋分の日
	['2026-11-23', true],
	['2026-12-29', true],
	['2026-11-24', false],
])('on %s offices are closed: %s', (date, closed) => {
	expect(isOfficeHoliday(date)).toBe(closed);
});
