/** 在住・在勤・在学・その他: how a person belongs to the area. */
export const ties = ['resides', 'works', 'studies', 'other'] as const;
export type Tie = (typeof ties)[number];

/** The signed-in person as pages show them. */
export type SignedIn = {
	personId: string;
	name: string;
	isStaff: boolean;
	/** Organisations this person may act for, for the choice "as whom". */
	organisations: { id: string; name: string }[];
};
