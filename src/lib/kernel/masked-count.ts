export type MaskedCount = { masked: true } | { masked: false; n: number };

/** Counts below this are not shown (DOMAIN I-3). */
export const SMALLEST_SHOWN = 5;

/**
 * A count as the public may see it: below `k` it is masked (少数). Zero is masked too, because in a
 * small area "nobody" is also told about somebody; `showZero` is for whole-area figures.
 */
export function maskedCount(
	n: number,
	k: number = SMALLEST_SHOWN,
	{ showZero = false }: { showZero?: boolean } = {},
): MaskedCount {
	return n >= k || (n === 0 && showZero) ? { masked: false, n } : { masked: true };
}

/**
 * Rows whose exact total is published beside them. Small rows are masked, and more rows with them,
 * smallest first, until subtraction tells nothing: with everything that is shown, and knowing this
 * rule, each masked row could still be any of at least `k` values. Print masked rows as "–" or
 * 非公表, not as "below k": a row masked to protect another may be larger.
 */
export function maskWithSecondary(
	rows: readonly number[],
	k: number = SMALLEST_SHOWN,
): MaskedCount[] {
	const order = rows.map((_, index) => index).sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0));
	let maskedRows = rows.filter((n) => n < k).length;
	while (
		maskedRows > 0 &&
		maskedRows < rows.length &&
		!isHidden(sorted(rows, order), maskedRows, k)
	) {
		maskedRows += 1;
	}
	const masked = new Set(order.slice(0, maskedRows));
	return rows.map((n, index) => (masked.has(index) ? { masked: true } : { masked: false, n }));
}

function sorted(rows: readonly number[], order: readonly number[]): number[] {
	return order.map((index) => rows[index] ?? 0);
}

/**
 * The widest range a reader can narrow a masked row to: the masked rows add up to a known sum, and
 * none of them exceeds the smallest row shown.
 */
function isHidden(ascending: readonly number[], maskedRows: number, k: number): boolean {
	const sum = ascending.slice(0, maskedRows).reduce((total, n) => total + n, 0);
	const largestPossible = Math.min(sum, ascending[maskedRows] ?? sum);
	const smallestPossible = Math.max(0, sum - (maskedRows - 1) * largestPossible);
	return largestPossible - smallestPossible >= k - 1;
}
