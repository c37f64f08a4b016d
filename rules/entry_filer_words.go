package rules

// filerMarks stand before the filer's name.
var filerMarks = []struct {
	words  string
	role   string // the end of words that is part of the name already
	filed  bool
	behalf bool
	lawyer bool
}{
	{words: "on behalf of", filed: true, behalf: true},
	{words: "filed by", filed: true},
	{words: "submitted by", filed: true},
	{words: "submitted for filing by", filed: true},
	{words: "tendered by", filed: true},
	{words: "filed for", filed: true, behalf: true},
	{words: "appearing for", filed: true, behalf: true},
	{words: "appearance for", filed: true, behalf: true},
	{words: "by counsel for", filed: true, behalf: true},
	{words: "curiae of", filed: true},
	{words: "curiae brief of", filed: true},
	{words: "from respondent", role: "respondent"},
	{words: "from defendant", role: "defendant"},
	{words: "from plaintiff", role: "plaintiff"},
	{words: "of respondent", role: "respondent"},
	{words: "of petitioner", role: "petitioner"},
	{words: "of applicant", role: "applicant"},
	{words: "of appell", role: "appell"},
	{words: "for the united states", role: "united states"},
	{words: "of the solicitor general", role: "solicitor general"},
	{words: "for appell", role: "appell", behalf: true, lawyer: true},
	{words: "for petitioner", role: "petitioner", behalf: true, lawyer: true},
	{words: "for respondent", role: "respondent", behalf: true, lawyer: true},
	{words: "by"},
}

// nobody begins what follows a "by" that names no filer.
var nobody = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, `judge, magistrate, mag, chief, honorable, hon, the honorable, justice, clerk, the clerk, clerk's, deputy, senior judge, district judge, appellate judge,
		united states district, united states magistrate, u s district, u s magistrate, us district, us magistrate, court, the court, usca, sdny mediation,
		cm ecf, ecf, acms, us mail, u s mail, mail, e mail, email, fax, hand, courier, telephone, video, zoom, first class, certified, regular, overnight, paper, electronic,
		monday, tuesday, wednesday, thursday, friday, noon, close, no later, eod, same day, separate, order, local rule, rule, fed, agreement, consent, stipulation,
		operation, reference, affiant, and through, and between, its, his, her, their, defendant's motion, plaintiff's motion`)
	return l
}()

// nameEnds are lower-case words at which a list of names is over. Names write
// "Against" with a capital.
var nameEnds = []string{
	" re ", " re:", " to ", " in response", " in opposition", " in support", " regarding", " against ", " filed", " received", " identifying", " upon ", " as to ",
	" amending", " requesting", " with ", " addressed", " dated", " seeking", " from ", " pursuant", " who ", " that ", " opposing", " is ", " are ",
	" for the court", " advising", " concerning", " asking", " relating", " communicating", " in electronic", " in 1", " in 2", " on ", " at ", " was ", " be ",
	" has ", " have ", " under ", " by ", " served", " via ",
}

// nameEndsUpper are the same where the court writes in capitals.
var nameEndsUpper = []string{
	" FILED", " RECEIVED", " RE ", " RE:", " OF COMPLIANCE", " ISSUED", " ENTERED", " JURY DEMAND", ". Filing", ". Certificate",
	". Service", ". Date", ". Document", ". Response", ". Type", ". Nature", ". Motion",
}

// abbreviated are words whose full stop ends no sentence.
var abbreviated = wordSet(`inc jr sr co corp ltd st dr mr ms mrs esq dept gov gen assn ass'n no nos vs
	al et am fed'n gov't mgmt hon bros u.s dkt doc ex rep sen atty ft mt lt sgt capt col civ fed app cir`)
