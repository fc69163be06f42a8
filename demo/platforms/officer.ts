/** The officer of the ward who sits at several tables. */
export const officer = { who: 'officer', displayName: 'とおやま（区の職員）' };
