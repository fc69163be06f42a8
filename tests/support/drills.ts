import { beforeAll, expect, test } from 'vitest';
import type { Drill } from '../../drills/drill.ts';
import { ensureBuild } from '../../scripts/build.ts';

/** The short form of drills. Promises about time are left to `npm run drills`: a machine that tests is busy. */
export function playShort(drills: readonly Drill[]): void {
	beforeAll(() => ensureBuild(console.log), 300_000);
	test.each(drills)('$row: $fault', { timeout: 180_000 }, async ({ row, perform }) => {
		const { measured, broken } = await perform('short');
		console.log(`${row}: ${measured}`);
		expect(broken).toEqual([]);
	});
}
