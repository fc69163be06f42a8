/**
 * What residents of the invented 蒼浜区 tell, as they would say it. `{who}`, `{place}` and `{when}` are filled by the
 * generator. `theme` ties a text to the 地域課題 into which texts of its kind are grouped.
 */
export type ConcernText = {
	theme: string;
	tags: readonly string[];
	about: 'self' | 'family' | 'other';
	text: string;
	/** The same without anything that could point to a person. */
	deidentified: string;
	wish?: string;
	isolated?: boolean;
};

export const whos = ['母', '父', '隣の奥さん', '同じ階の方', '友だち', '近所のおじいさん', '近所のおばあさん', 'いとこ', '教え子', '常連さん'];
export const places = ['団地', 'マンション', '坂の上', '商店街', '川沿い', '公園の近く', '駅のそば', '学校の裏'];
export const whens = ['先月から', 'この春から', '夏のはじめから', '年が明けてから', '一年ほど前から', 'ここ二週間', '去年の暮れから', '先週から'];

export const concernTexts: readonly ConcernText[] = [
	{ theme: 'evening-children', tags: ['childIsolation', 'neighbours'], about: 'other', text: '{when}、夕方の公園に小学生が遅くまで残っています。声をかけたら「帰っても誰もいない」と言っていました。', deidentified: '夕方の公園に、家に帰っても一人だという小学生が遅くまで残っています。', wish: '子どもが安心していられる場所が近くにあるとよいです。', isolated: true },
	{ theme: 'evening-children', tags: ['childIsolation', 'singleParent'], about: 'self', text: '仕事の帰りが夜8時を過ぎます。{place}には学童のあとに子どもが過ごせるところがありません。', deidentified: '保護者の帰りが遅く、学童のあとに子どもが過ごせる場所がありません。', wish: '夜7時ごろまで見てもらえる場所がほしいです。' },
	{ theme: 'evening-children', tags: ['food', 'childIsolation'], about: 'other', text: '店に来る子が、夕ごはんにいつも菓子パンを買っていきます。{when}ずっとです。', deidentified: '夕食に毎日菓子パンを買う子どもがいます。', wish: 'あたたかいごはんを食べてほしいです。' },
	{ theme: 'evening-children', tags: ['childIsolation'], about: 'other', text: '夏休みの昼、子どもだけで留守番をしている家が多いようです。お昼を食べていない子もいます。', deidentified: '夏休みの昼に、子どもだけで過ごし昼食をとらない家庭があります。' },
	{ theme: 'condo-alone', tags: ['neighbours', 'elderlyAlone'], about: 'self', text: 'マンションに越して8年ですが、同じ階の方と話したことがありません。何かあったとき頼れる人がいないと思うと心細いです。', deidentified: 'マンションに長く住んでいても、同じ階の人と話す機会がなく心細く感じています。', wish: '顔だけでも知りあえる機会がほしいです。', isolated: true },
	{ theme: 'condo-alone', tags: ['elderlyAlone'], about: 'other', text: '{place}の{who}が、ここ数日ポストに新聞がたまっています。オートロックなので様子を見に行けません。', deidentified: 'オートロックの建物で、新聞がたまっていても様子を確かめることができません。', isolated: true },
	{ theme: 'condo-alone', tags: ['neighbours', 'disaster'], about: 'self', text: '地震のとき、同じ建物に助けの要る方がいるのかどうかもわかりませんでした。', deidentified: '集合住宅では、災害のときに助けの要る方がいるかどうかがわかりません。' },
	{ theme: 'condo-alone', tags: ['elderlyAlone', 'illness'], about: 'family', text: '一人暮らしの{who}が電話に出ない日が増えました。遠くに住んでいるので見に行けません。', deidentified: '離れて暮らす家族が、一人暮らしの親の様子を確かめられずにいます。', isolated: true },
	{ theme: 'hill-shopping', tags: ['transport', 'elderlyAlone'], about: 'self', text: '坂がきつくて、{when}買い物に行くのが週に一度になりました。お米は重くて買えません。', deidentified: '坂が急で買い物に行けず、重い物が買えません。', wish: '坂の下まで乗せてもらえると助かります。' },
	{ theme: 'hill-shopping', tags: ['transport', 'illness'], about: 'family', text: '{who}の通院に毎回タクシーを使っています。年金だけでは続きません。', deidentified: '通院の交通費の負担が大きく、続けるのがむずかしくなっています。' },
	{ theme: 'hill-shopping', tags: ['transport', 'neighbours'], about: 'self', text: '免許を返したら、どこへも出かけなくなりました。人と話すのは医者とだけです。', deidentified: '運転免許を返してから外出が減り、人と話す機会がなくなりました。', isolated: true },
	{ theme: 'hill-shopping', tags: ['transport'], about: 'other', text: '松ヶ原台の上のお店が閉まって、歩いて行ける店がなくなりました。', deidentified: '坂の上の店が閉まり、歩いて行ける店がなくなりました。' },
	{ theme: 'double-care', tags: ['doubleCare', 'care'], about: 'self', text: '2歳の子を育てながら{who}の介護をしています。夜も眠れず、もう限界かもしれません。', deidentified: '乳幼児の子育てと親の介護が重なり、休む時間がありません。', wish: '一日でいいので休みたいです。', isolated: true },
	{ theme: 'double-care', tags: ['doubleCare', 'work'], about: 'self', text: '保育園の送りと{who}のデイサービスの送りが同じ時間です。仕事を辞めるしかないのでしょうか。', deidentified: '保育園と介護の送迎の時間が重なり、仕事を続けられなくなりそうです。' },
	{ theme: 'double-care', tags: ['doubleCare'], about: 'self', text: '子育ての窓口では介護のことを、介護の窓口では子育てのことを聞けません。', deidentified: '子育てと介護の窓口が分かれていて、両方のことを一度に相談できません。', wish: '一か所で聞いてもらえる窓口がほしいです。' },
	{ theme: 'retired-men', tags: ['neighbours', 'middleAgedMen'], about: 'self', text: '定年になったら、行くところがありません。家にいると妻に悪い気がします。', deidentified: '退職した後に行く場所がなく、家にいづらいと感じています。', wish: '何か役に立てることがあれば出かけたいです。', isolated: true },
	{ theme: 'retired-men', tags: ['middleAgedMen', 'illness'], about: 'family', text: '夫が退職してから一日中テレビの前です。お酒の量も増えました。', deidentified: '退職後に閉じこもりがちで、酒量が増えた家族がいます。', isolated: true },
	{ theme: 'retired-men', tags: ['middleAgedMen', 'neighbours'], about: 'other', text: '妻を亡くした{who}が、{when}ごみを出していないようです。', deidentified: '配偶者を亡くした後、ごみ出しなど身の回りのことがむずかしくなった方がいます。', isolated: true },
	{ theme: 'eighty-fifty', tags: ['eightyFifty', 'withdrawal'], about: 'other', text: '80代の{who}が、50代の息子さんと二人で暮らしています。息子さんの姿を何年も見ていません。', deidentified: '高齢の親と、長く家にいる子の二人暮らしの家庭があり、地域との関わりがありません。', isolated: true },
	{ theme: 'eighty-fifty', tags: ['eightyFifty', 'poverty'], about: 'self', text: '私の年金で息子と暮らしています。私がいなくなったあとが心配で眠れません。', deidentified: '親の年金で子と暮らしており、将来の生活を心配しています。', wish: 'だれにも知られずに相談したいです。' },
	{ theme: 'eighty-fifty', tags: ['withdrawal'], about: 'family', text: '兄が仕事を辞めてから15年、家から出ていません。親も高齢になりました。', deidentified: '長く家から出ていない家族がいて、親の高齢化が進んでいます。', isolated: true },
	{ theme: 'young-carer', tags: ['youngCarer'], about: 'other', text: 'クラスに、毎朝弟を保育園に送ってから遅れて来る子がいます。', deidentified: 'きょうだいの送迎のために、毎朝遅れて登校する子どもがいます。' },
	{ theme: 'young-carer', tags: ['youngCarer', 'foreignRoots'], about: 'other', text: '病院で、お母さんの通訳をするために学校を休んだ中学生に会いました。', deidentified: '家族の通訳をするために学校を休む子どもがいます。' },
	{ theme: 'young-carer', tags: ['youngCarer', 'illness'], about: 'self', text: '母が寝ているので、ごはんと洗たくは私がしています。友だちには言っていません。', deidentified: '病気の家族に代わって、家事を担っている子どもがいます。', isolated: true },
	{ theme: 'new-mothers', tags: ['postnatal', 'childIsolation'], about: 'self', text: '越してきたばかりで、赤ちゃんと二人きりの毎日です。一日だれとも話さない日があります。', deidentified: '転入してきたばかりで、赤ちゃんと二人きりで一日だれとも話さない日があります。', wish: '近くで話せる人がほしいです。', isolated: true },
	{ theme: 'new-mothers', tags: ['postnatal'], about: 'other', text: '{place}で、夜中に赤ちゃんを抱いて歩いているお母さんを見かけます。声をかけてよいのか迷います。', deidentified: '夜中に赤ちゃんを抱いて歩いている保護者がいて、声のかけ方に迷っています。' },
	{ theme: 'new-mothers', tags: ['postnatal', 'disability'], about: 'self', text: '障がいのある子を連れて行ける集まりがなかなか見つかりません。', deidentified: '障がいのある子どもと一緒に行ける集まりが見つかりません。', isolated: true },
	{ theme: 'foreign-roots', tags: ['foreignRoots', 'neighbours'], about: 'self', text: '学校の手紙の ことばが むずかしいです。だれに きいたら いいか わかりません。', deidentified: '学校からの手紙の日本語がむずかしく、聞ける人がいません。', wish: 'やさしい 日本語で 教えてほしいです。' },
	{ theme: 'foreign-roots', tags: ['foreignRoots', 'work'], about: 'other', text: '工場で働く外国の方が、具合が悪くても病院に行けずにいます。', deidentified: '外国籍の方が、言葉の壁で医療につながっていません。' },
	{ theme: 'foreign-roots', tags: ['foreignRoots', 'housing'], about: 'other', text: 'ごみの出し方のことで、外国から来た家族と近所の方がもめています。', deidentified: '生活のきまりが伝わらず、外国につながる家庭と近隣の間に行き違いがあります。' },
	{ theme: 'food-poverty', tags: ['food', 'poverty'], about: 'self', text: '給料日の前の一週間は、子どもに食べさせて自分は食べません。', deidentified: '給料日前に食費が足りず、保護者が食事を抜いています。' },
	{ theme: 'food-poverty', tags: ['poverty', 'debt'], about: 'self', text: '{when}仕事が減って、家賃を二か月待ってもらっています。', deidentified: '収入が減り、家賃の支払いが遅れています。' },
	{ theme: 'food-poverty', tags: ['food', 'singleParent'], about: 'self', text: 'ひとり親です。夏休みは給食がないので、食費が倍になります。', deidentified: 'ひとり親の家庭で、給食のない夏休みの食費が負担になっています。' },
	{ theme: 'dementia', tags: ['dementia', 'care'], about: 'other', text: '{who}が何度も同じ物を買いに来ます。レジでお金がわからなくなることもあります。', deidentified: '買い物の場面で、認知症ではないかと気になる方がいます。' },
	{ theme: 'dementia', tags: ['dementia'], about: 'family', text: '父が夜に出ていってしまいます。近所に話してよいものか迷っています。', deidentified: '認知症の家族が夜に出かけてしまうことを、近所に話せずにいます。', isolated: true },
	{ theme: 'dementia', tags: ['dementia', 'care'], about: 'family', text: '介護のことを話せる相手がいません。集まりは平日の昼ばかりで行けません。', deidentified: '介護者の集まりが平日の昼にしかなく、働く人は参加できません。', wish: '夜か土曜に集まりがあるとうれしいです。' },
	{ theme: 'rubbish', tags: ['rubbish', 'elderlyAlone'], about: 'self', text: '腰を痛めてから、ごみを集積所まで運べません。', deidentified: '体の具合で、ごみを集積所まで運べません。' },
	{ theme: 'rubbish', tags: ['rubbish', 'illness'], about: 'other', text: '{place}の部屋から物があふれています。ご本人は困っていないと言います。', deidentified: '部屋に物があふれていても、本人が支援を望まない家庭があります。', isolated: true },
	{ theme: 'rubbish', tags: ['rubbish'], about: 'self', text: '電球ひとつ替えるのにも業者を呼ばなければならず、情けない気持ちになります。', deidentified: '電球の交換など、ちょっとしたことを頼める人がいません。' },
	{ theme: 'disaster', tags: ['disaster', 'disability'], about: 'self', text: '車いすなので、避難所まで一人では行けません。だれに言えばよいですか。', deidentified: '一人では避難できない方が、だれに伝えればよいかわからずにいます。' },
	{ theme: 'disaster', tags: ['disaster', 'neighbours'], about: 'self', text: '町会に入っていないので、防災訓練の知らせが届きません。', deidentified: '町会に入っていない世帯に、防災の知らせが届いていません。' },
	{ theme: 'disaster', tags: ['disaster', 'foreignRoots'], about: 'other', text: '避難の放送が聞き取れない方がいます。', deidentified: '避難の放送が聞き取れない方がいます。' },
	{ theme: 'bearers', tags: ['neighbours'], about: 'other', text: '町会の役員が70代と80代だけになりました。来年は決まりそうにありません。', deidentified: '町会の役員の高齢化が進み、次の担い手が決まりません。' },
	{ theme: 'bearers', tags: ['neighbours', 'work'], about: 'self', text: '手伝いたい気持ちはありますが、働いているので平日の昼は無理です。', deidentified: '手伝いたい気持ちがあっても、平日の昼の活動には参加できない人がいます。', wish: '夜や週末に、少しだけできることがあるとよいです。' },
	{ theme: 'bearers', tags: ['neighbours'], about: 'other', text: '学生がボランティアをしたいと言っていますが、どこに頼めばよいかわからないそうです。', deidentified: 'ボランティアをしたい学生が、どこに相談すればよいかわからずにいます。' },
	{ theme: 'young-adults', tags: ['withdrawal', 'work'], about: 'self', text: '大学に行けなくなって一年です。話せるのはネットの人だけです。', deidentified: '大学に通えなくなり、人と話す機会が限られている若い方がいます。', isolated: true },
	{ theme: 'young-adults', tags: ['work', 'poverty'], about: 'self', text: '仕事を転々として、履歴書を書くのがこわくなりました。', deidentified: '仕事が続かず、次の一歩を踏み出せずにいる方がいます。' },
	{ theme: 'pets', tags: ['neighbours', 'elderlyAlone'], about: 'other', text: '{who}が入院することになりましたが、猫を預ける先がなく入院をのばしています。', deidentified: '飼っている動物の預け先がなく、入院をためらう方がいます。' },
	{ theme: 'pets', tags: ['neighbours'], about: 'other', text: '野良猫にえさをやる人とやめてほしい人が言い争っています。', deidentified: '野良猫をめぐって、近隣の意見が分かれています。' },
	{ theme: 'smartphone', tags: ['elderlyAlone', 'neighbours'], about: 'self', text: '何でもスマホで、と言われますが、電話しか使えません。', deidentified: '手続きがスマートフォン中心になり、使えない方が困っています。' },
	{ theme: 'smartphone', tags: ['elderlyAlone'], about: 'family', text: '母が電話でお金をだまし取られそうになりました。近所にも同じような話があります。', deidentified: '高齢の方をねらう電話が続いています。' },
	{ theme: 'bathhouse', tags: ['neighbours', 'elderlyAlone'], about: 'self', text: '銭湯がなくなって、毎日顔を合わせていた人たちと会えなくなりました。', deidentified: '銭湯が閉まり、顔を合わせる場所がなくなりました。', isolated: true },
	{ theme: 'bathhouse', tags: ['neighbours'], about: 'other', text: 'ベンチが取り払われて、休むところがありません。', deidentified: '道のベンチがなくなり、休みながら歩けなくなりました。' },
	{ theme: 'school-refusal', tags: ['schoolRefusal', 'childIsolation'], about: 'family', text: '子どもが学校に行けなくなりました。昼間に行ける場所を探しています。', deidentified: '学校に行けない子どもが、昼間に行ける場所が見つかりません。', isolated: true },
	{ theme: 'school-refusal', tags: ['schoolRefusal'], about: 'self', text: 'がっこうに いきたくない。でも いえに ひとりも いやだ。', deidentified: '学校にも家にも居づらい子どもがいます。', isolated: true },
	{ theme: 'guardians', tags: ['rights', 'elderlyAlone'], about: 'other', text: '身寄りのない方が、入院のとき保証人がいなくて困っていました。', deidentified: '身寄りのない方が、入院や入所の保証人を見つけられません。' },
	{ theme: 'guardians', tags: ['rights', 'dementia'], about: 'family', text: '伯母の通帳の管理をだれがするのか、親せきでもめています。', deidentified: '判断がむずかしくなった方のお金の管理を、だれが担うか決まりません。' },
	{ theme: 'deaf', tags: ['disability', 'neighbours'], about: 'self', text: '耳が聞こえないので、集まりに行っても笑うところがわかりません。', deidentified: '聞こえない方が参加できる集まりが少ないです。', isolated: true },
	{ theme: 'deaf', tags: ['disability'], about: 'self', text: '呼び鈴が聞こえません。宅配の人に何度もしかられました。', deidentified: '聞こえない方への配慮が、日常の場面で行き届いていません。' },
	{ theme: 'salon-men', tags: ['neighbours', 'middleAgedMen'], about: 'self', text: 'サロンは女の人ばかりで、男は行きづらいです。', deidentified: '集いの場に男性が参加しにくい雰囲気があります。' },
];
