/** 在住・在勤・在学・その他: how a person belongs to the area. */
export const ties = ['resides', 'works', 'studies', 'other'] as const;
export type Tie = (typeof ties)[number];
