"""The catalogue of problems: every stable code with its level. The words stand in `text/*.toml`."""

from enum import StrEnum


class Level(StrEnum):
    """How grave a problem is: an error leaves its candidate out, a warning asks, an info tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_E, _W, _I = Level.ERROR, Level.WARNING, Level.INFO

CATALOGUE: dict[str, Level] = {
    # C: criteria files
    "C001": _E,  # not YAML
    "C002": _E,  # key given twice
    "C003": _E,  # key unknown
    "C004": _E,  # value of the wrong shape
    "C005": _E,  # weights do not sum to 100
    "C006": _E,  # id used twice
    "C007": _E,  # name unknown in a rule, formula or ladder
    "C008": _E,  # formula not understood
    "C009": _E,  # bands with a hole or an overlap
    "C010": _E,  # alias, anchor or tag
    "C011": _E,  # decimal comma
    "C012": _E,  # required key missing
    "C013": _W,  # field nobody uses
    "C014": _W,  # no source
    "C015": _W,  # blank that could raise a score
    "C016": _W,  # denominator that can be zero
    "C017": _E,  # decided status without a decree
    "C018": _E,  # rule does not fit the kind of field
    "C019": _E,  # file missing
    "C020": _E,  # levels that miss an option
    "C021": _W,  # maximum that cannot be reached
    "C022": _E,  # formulas that need each other
    "C023": _E,  # bounds the wrong way round
    "C024": _E,  # bases mixed without a declaration
    "C025": _E,  # weight where none is taken
    "C026": _W,  # more than half of the parent
    "C027": _E,  # classes with a hole or an overlap
    "C028": _W,  # units that do not go together
    "C029": _W,  # words without English among others that have it
    "C030": _E,  # parameter without a value in force
    "C031": _E,  # values of a parameter out of order
    "C032": _E,  # extends a file outside of the criteria folder
    "C033": _E,  # extends in a circle or too long a chain
    "C034": _E,  # removes what is not there
    "C035": _E,  # a status or decree taken over from an extended file
    "C040": _W,  # points that depend on other candidates' answers
    "C041": _E,  # decision table with a hole, an overlap or an idle row
    "C042": _W,  # direction that looks inverted
    "C043": _W,  # tie ladder that does not separate the last result
    "C050": _E,  # workbook: row of something that is not there
    "C051": _E,  # workbook: kind of row unknown
    "C052": _E,  # workbook: kept part without its place
    "C053": _E,  # workbook: aspects below each other
    "C054": _E,  # workbook: cell turned into a date
    "C055": _W,  # workbook: facts of the edition differ
    "C056": _E,  # workbook: value without a key
    "C057": _E,  # criteria file whose name keeps it from being read
    "C058": _E,  # stages that do not fit the aspects
    # B: files, forms and tables
    "B001": _E,  # empty file
    "B002": _E,  # another kind of file
    "B003": _E,  # encrypted
    "B004": _E,  # damaged
    "B005": _E,  # too large when unpacked
    "B006": _E,  # dangerous entries
    "B007": _E,  # macros
    "B008": _E,  # links to other files
    "B009": _E,  # DOCTYPE or ENTITY
    "B010": _E,  # cells out of bounds
    "B011": _I,  # lock file left by Excel
    "B012": _E,  # readers disagree or cannot read
    "B013": _E,  # time or memory used up
    "B020": _E,  # not one of our forms
    "B021": _E,  # another category
    "B022": _E,  # another edition
    "B023": _E,  # another version
    "B024": _E,  # metadata damaged
    "B025": _E,  # candidate unknown
    "B026": _E,  # sheet missing
    "B027": _E,  # answer cell lost
    "B028": _E,  # two files of one candidate
    "B029": _E,  # committee table in the inbox
    "B030": _W,  # question text edited
    "B031": _I,  # metadata sheet no longer very hidden
    "B032": _W,  # answer cell found by its code, not by its name
    "B033": _E,  # candidate's form in the committee folder
    "B034": _E,  # rows swapped: an answer stands beside another question
    "B035": _W,  # answer of an older form that fits no question of today
    "B036": _W,  # answer of an older form whose question was reworded
    "B037": _E,  # answer cell beneath a merged one
    "B038": _W,  # answer in a hidden row or column
    "B040": _E,  # row without a code
    "B041": _E,  # code unknown in a table
    "B042": _E,  # code twice in a table
    "B043": _E,  # column missing in a table
    "B044": _W,  # candidate row holds nothing
    "B045": _E,  # two jurors of one name
    "B046": _W,  # table holds nothing
    "B047": _I,  # codes held against no list
    "B048": _E,  # blank form: code not written
    "B049": _E,  # candidate list: name missing
    "B050": _E,  # candidate list: code missing
    "B051": _E,  # candidate list: code twice
    "B052": _E,  # candidate list: group unknown
    "B053": _E,  # candidate list: code does not fit
    "B054": _E,  # candidate list: column missing
    "B055": _E,  # candidate list: category unknown
    "B056": _W,  # candidate list: name differs from the region's
    "B057": _E,  # candidate list: status unknown
    "B060": _E,  # import: no table in the file
    "B061": _E,  # import: column not decided
    "B062": _E,  # import: field chosen twice
    "B063": _E,  # import: choice unknown
    "B064": _E,  # import: row not decided
    "B065": _E,  # import: several rows that cannot be added up
    "B066": _E,  # import: date, basis or name missing
    "B067": _W,  # import: position outside the assessment period
    "B068": _W,  # import: candidate without a row
    "B069": _W,  # import: several rows added up
    "B070": _E,  # import: several rows with the same figure
    "B071": _W,  # import: required figure blank
    "B072": _E,  # import: figure blank in one of several rows
    "B073": _E,  # import: figure merged with another candidate's or question's
    "B074": _W,  # import: header names another unit
    "B075": _W,  # import: required question without a column
    "B076": _W,  # import: other sheets with a table
    "B080": _W,  # evidence said to be attached, and no file
    "B081": _W,  # evidence said to be a link, and no address
    "B082": _W,  # evidence file that nobody can read
    "B083": _W,  # evidence files tied to no question
    "B084": _W,  # evidence folder of no candidate
    "B085": _W,  # evidence file that nobody should open
    "B086": _W,  # evidence folder too large to read
    "B090": _E,  # proposal: not whole
    "B091": _E,  # proposal: changed since it was written
    "B092": _E,  # proposal: category that the edition does not have
    "B093": _E,  # proposal: of another period
    "B094": _E,  # proposal: held beside another one
    "B095": _I,  # proposal: imported before
    "B096": _E,  # proposal: candidate that cannot be taken
    "B097": _W,  # proposal: required answers that did not come along
    "B098": _W,  # proposal: facts that differ from the candidate list
    "B099": _W,  # proposal: of a result that is not sealed
    # A: answers
    "A001": _E,  # required answer missing
    "A003": _E,  # not a number
    "A004": _E,  # two readings
    "A005": _I,  # answer read from text
    "A006": _E,  # too many decimals
    "A007": _E,  # below the minimum
    "A008": _E,  # above the maximum
    "A009": _E,  # not a whole number
    "A010": _E,  # not one of the options
    "A011": _E,  # neither yes nor no
    "A012": _E,  # not a date
    "A013": _E,  # error value in the cell
    "A014": _E,  # formula without a value
    "A015": _I,  # value comes from a formula
    "A016": _E,  # text too long
    "A017": _W,  # control characters removed
    "A018": _I,  # percent cell format taken into account
    "A019": _W,  # three lost zeros
    "A020": _W,  # outside the plausible range
    "A021": _E,  # number in words
    "A022": _E,  # code typed as a number
    "A023": _E,  # value from a role that may not give it
    "A024": _E,  # check across answers, error
    "A025": _W,  # check across answers, warning
    "A026": _E,  # answer struck out
    "A028": _E,  # text where a number with a unit was expected
    "A030": _E,  # calculation impossible
    "A031": _E,  # commas group the thousands
    "A032": _W,  # percentage that looks like a fraction
    "A033": _E,  # near miss of an option
    "A034": _E,  # code of another shape
    "A035": _W,  # answer to a question that does not concern the candidate
    # J: judging
    "J001": _W,  # a closed shortlist that would differ now
    "J010": _W,  # verification: changed without a reason
    "J011": _W,  # verification: other reason without a note
    "J012": _W,  # verification: fault found and no value
    "J013": _W,  # verification: said to agree, with another value
    "J014": _W,  # verification: an older claim confirmed
    "J015": _W,  # verification: an older claim corrected
    "J016": _W,  # verification: another verifier's candidate
    "J017": _W,  # verification: word that is not on the list
    "J018": _W,  # verification: copy of the claim altered
    "J019": _W,  # verification: row that cannot be placed
    "J020": _E,  # panel list: name missing
    "J021": _E,  # panel list: name twice
    "J022": _E,  # panel list: role or category unknown
    "J023": _W,  # panel list: home region not certain
    "J024": _W,  # panel list: two chairs or secretaries
    "J025": _E,  # recusal that is not whole
    "J026": _E,  # recusal of nobody, or for nobody
    "J027": _E,  # marks by a stranger
    "J028": _W,  # marks by a juror who does not mark this candidate
    "J029": _E,  # marks for another in a juror's own workbook
    "J030": _E,  # plenary: cell that a decision needs is blank
    "J031": _E,  # plenary: kind, category, candidate or field unknown
    "J032": _E,  # plenary: cell that cannot be read
    "J033": _E,  # plenary: value that the field does not take
    "J034": _E,  # plenary: two decisions that contradict each other
    "J035": _E,  # plenary: decision that cannot take effect
    "J036": _E,  # plenary: decision on a juror's mark
    "J037": _W,  # plenary: vote that did not carry
    "J038": _W,  # plenary: number used twice
    "J039": _W,  # plenary: cell of another kind of decision
    "J040": _E,  # objection: needed cell is blank
    "J041": _E,  # objection: category, candidate or indicator unknown
    "J042": _E,  # objection: cell that cannot be read
    "J043": _E,  # objection: number twice
    "J044": _E,  # objection: said to change the result, and no decision
    "J045": _W,  # objection: said to change nothing, and a decision
    "J046": _W,  # objection: not answered yet
    "J047": _W,  # plenary: objection unknown
    "J048": _W,  # said not to mark a candidate, and the panel's list does not say so
    "J049": _W,  # plenary: decided rank below the least score of awards
    # R: the run
    "R001": _E,  # organiser data missing
    "R002": _E,  # no candidate
    "R003": _W,  # tie at a prize place
    "R005": _E,  # panel below its quorum
    "R007": _W,  # award without a winner
    "R008": _E,  # one field from two tables
    "R009": _W,  # title by condition that cannot be decided
    "R010": _W,  # winner whom the quota cannot count
    "R011": _W,  # received file that nobody has decided about
    "R012": _I,  # received file that came too late
    # T: templates
    "T001": _E,  # letter missing in the font
    "T002": _E,  # template broken
}


def level(code: str) -> Level:
    """The level of a code. Raises KeyError for a code that is not in the catalogue."""
    return CATALOGUE[code]
