package rules

import "strings"

// An officer is a federal officer who is or was sued by name.
type officer struct {
	names  []string // first names under which dockets show them
	common bool     // too common a surname to tell anything alone
}

// officers are heads of departments and agencies since 2009, by surname.
// Successors take their places in captions automatically (Fed. R. Civ. P. 25(d),
// Fed. R. App. P. 43(c)(2)), so that one case runs under Boente, Sessions,
// Whitaker, Barr, Garland and Bondi. A surname with "~" is too common to tell
// anything alone.
var officers = readOfficers(`
	Trump: Donald; Biden: Joseph, Joe; ~Obama: Barack; Pence: Mike, Michael; Vance: JD, James; ~Harris: Kamala;
	Holder: Eric; ~Lynch: Loretta; ~Yates: Sally; Boente: Dana; Sessions: Jefferson, Jeff; Whitaker: Matthew; ~Barr: William; ~Rosen: Jeffrey; ~Wilkinson: Monty, Robert;
	Garland: Merrick; ~McHenry: James; Bondi: Pamela, Pam; ~Blanche: Todd; ~Gonzales: Alberto; Mukasey: Michael; Ashcroft: John;
	Napolitano: Janet; ~Johnson: Jeh, Tae; ~Kelly: John; ~Duke: Elaine; Nielsen: Kirstjen; McAleenan: Kevin; ~Wolf: Chad; ~Gaynor: Peter, Pete; Pekoske: David; Mayorkas: Alejandro;
	~Huffman: Benjamine, Benjamin; Noem: Kristi; Chertoff: Michael;
	Kerry: John; ~Shannon: Tom, Thomas; Tillerson: Rex; Pompeo: Michael, Mike; Blinken: Antony; Rubio: Marco; ~Clinton: Hillary;
	~Sandy: Mark; Mulvaney: Mick, John; Vought: Russell, Russ; ~Young: Shalanda; ~Donovan: Shaun;
	~Dempsey: Michael; Coats: Daniel, Dan; ~Maguire: Joseph; Grenell: Richard; ~Ratcliffe: John; ~Haines: Avril; Gabbard: Tulsi; ~Clapper: James;
	~Carson: Benjamin, Ben; ~Fudge: Marcia; Todman: Adrianne; ~Turner: Scott, Eric; Castro: Julian;
	~Chao: Elaine; Buttigieg: Peter, Pete; ~Duffy: Sean; ~Foxx: Anthony;
	~Price: Thomas, Tom; Azar: Alex; ~Becerra: Xavier; ~Kennedy: Robert; ~Fink: Dorothy; Sebelius: Kathleen; ~Burwell: Sylvia; ~Cochran: Norris;
	DeVos: Elisabeth, Betsy; Cardona: Miguel; ~McMahon: Linda; ~Carter: Denise; ~King: John;
	Acosta: Alexander, R; ~Scalia: Eugene; ~Su: Julie; ~Walsh: Martin; Chavez: Lori; Micone: Vincent; ~Perez: Thomas;
	~Pruitt: E, Scott; ~Wheeler: Andrew; ~Regan: Michael; Zeldin: Lee; ~McCarthy: Gina;
	Mattis: James; Esper: Mark; ~Austin: Lloyd; Hegseth: Peter, Pete; ~Carter: Ashton;
	Mnuchin: Steven; Yellen: Janet; Bessent: Scott; ~Lew: Jacob; Geithner: Timothy;
	Zinke: Ryan; Bernhardt: David; Haaland: Debra, Deb; Burgum: Doug, Douglas; ~Jewell: Sally; Salazar: Kenneth, Ken;
	~Perdue: Sonny, George; Vilsack: Thomas, Tom; ~Rollins: Brooke; ~Ross: Wilbur; Raimondo: Gina; Lutnick: Howard; Pritzker: Penny;
	~Perry: Rick, James; Brouillette: Dan; Granholm: Jennifer; ~Wright: Christopher, Chris; ~Moniz: Ernest;
	Shulkin: David; Wilkie: Robert; McDonough: Denis; ~Collins: Doug, Douglas;
	~Long: Brock, William; Criswell: Deanne; ~Hamilton: Cameron; ~Richardson: David; ~Evans: Karen;
	Homan: Thomas, Tom; Vitiello: Ronald; Albence: Matthew; Pham: Tony; Lechleitner: Patrick; Vitello: Caleb; ~Lyons: Todd; Saldana: Sarah;
	Cissna: Lee, L, Francis; Cuccinelli: Kenneth, Ken; Jaddou: Ur; Edlow: Joseph; McCament: James; ~Rodriguez: Leon; Scialabba: Lori;
	Kerlikowske: R, Gil; ~Morgan: Mark; Magnus: Chris; ~Miller: Troy, Stephen; ~Flores: Pete; ~Scott: Rodney;
	Ezell: Charles; Kupor: Scott; Berryhill: Nancy; Colvin: Carolyn; ~Saul: Andrew; Kijakazi: Kilolo; ~O'Malley: Martin; Dudek: Leland; ~King: Michelle; Bisignano: Frank; Astrue: Michael;
	~Hanson: Alan; ~Dummermuth: Matt; ~Musk: Elon; Gleason: Amy; Ehikian: Stephen; Sauer: D, John; Prelogar: Elizabeth; ~Francisco: Noel; ~Wall: Jeffrey; Patel: Kashyap, Kash;
	Comey: James; Wray: Christopher`)

func readOfficers(list string) map[string]officer {
	all := map[string]officer{}
	for _, line := range strings.Split(list, ";") {
		surname, firsts, ok := strings.Cut(lowered(strings.TrimSpace(line)), ":")
		if !ok {
			continue
		}
		surname, common := strings.CutPrefix(surname, "~")
		o := all[surname]
		o.common = o.common || common
		for _, first := range strings.Split(firsts, ",") {
			o.names = append(o.names, strings.TrimSpace(first))
		}
		all[surname] = o
	}
	return all
}
