/**
 * How many digits (with the leading 0) an area code (市外局番) has, by the digits a number begins
 * with; the longest entry wins and what is not listed has four (0742-xx). Areas as published by
 * 総務省「市外局番の一覧」, from memory: a number typed with its hyphens keeps them in any case, so
 * a gap here costs a misplaced hyphen and never a wrong digit.
 */
const TWO = '03 06 0420 04290 04292 04293 04294 04295 04296 04299 0470 04709 0471';
const THREE =
	'011 0177 0188 0196 0199 0221 0222 0223 0227 0236 0245 0249 0252 0253 0255 02577 02578 02579 ' +
	'0262 0272 0273 0286 0292 0298 0423 0424 0425 0426 0427 04297 04298 0429 043 044 045 0462 0468 ' +
	'0472 0473 0474 0477 048 0492 052 0534 0535 0539 0542 0543 0546 0552 0559 0582 0583 0592 0593 ' +
	'072 0734 075 0762 0764 0763 0775 078 0792 0794 0795 082 0832 0839 0849 0862 0864 0869 0878 ' +
	'0886 0888 0899 092 093 0958 0962 0963 0975 0988 0989 0992 0998 ' +
	'020 050 060 070 080 090';
const FOUR =
	'02232 02233 02554 02557 0422 0428 0436 0438 0439 04702 04703 04704 04705 0480 0721 0725 0763 ' +
	'07946 07947 07948 07952 07953 07954 0820 0823 0824 0826 0827 0829 08636 08692 08693 08694 ' +
	'0920 0930 0980 0120 0570 0800 0990';
const FIVE =
	'01267 01372 01374 01377 01392 01397 01398 01456 01457 01466 01547 01558 01564 01586 01587 ' +
	'01632 01634 01635 01648 01654 01655 01656 01658 04992 04994 04996 04998 05769 05979 07468 ' +
	'08387 08388 08396 08477 08512 08514 09802 09912 09913 09969';

const LENGTHS: ReadonlyMap<string, number> = new Map(
	[TWO, THREE, FOUR, FIVE].flatMap((codes, index) =>
		codes.split(' ').map((code): [string, number] => [code, index + 2]),
	),
);

/** Digits of the area code of a national number, leading 0 included: 2–5. */
export function areaCodeLength(digits: string): number {
	for (let length = 5; length >= 2; length -= 1) {
		const found = LENGTHS.get(digits.slice(0, length));
		if (found !== undefined) return found;
	}
	return 4;
}
