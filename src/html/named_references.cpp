// SPDX-License-Identifier: Apache-2.0
//
// Made by tools/named_references.py; not to be edited. The names and characters are those of the HTML Standard,
// https://html.spec.whatwg.org/multipage/named-characters.html (WHATWG, CC BY 4.0; as code, BSD-3-Clause).
#include "html/named_references.h"

// clang-format off
namespace cspkit::html {

const char kReferenceNames[] =
    "AEligAElig;AMPAMP;AacuteAacute;Abreve;AcircAcirc;Acy;Afr;AgraveAgrave;Alpha;Amacr;And;Aogon;Aopf;ApplyFunction;A"
    "ringAring;Ascr;Assign;AtildeAtilde;AumlAuml;Backslash;Barv;Barwed;Bcy;Because;Bernoullis;Beta;Bfr;Bopf;Breve;Bsc"
    "r;Bumpeq;CHcy;COPYCOPY;Cacute;Cap;CapitalDifferentialD;Cayleys;Ccaron;CcedilCcedil;Ccirc;Cconint;Cdot;Cedilla;Ce"
    "nterDot;Cfr;Chi;CircleDot;CircleMinus;CirclePlus;CircleTimes;ClockwiseContourIntegral;CloseCurlyDoubleQuote;Clos"
    "eCurlyQuote;Colon;Colone;Congruent;Conint;ContourIntegral;Copf;Coproduct;CounterClockwiseContourIntegral;Cross;C"
    "scr;Cup;CupCap;DD;DDotrahd;DJcy;DScy;DZcy;Dagger;Darr;Dashv;Dcaron;Dcy;Del;Delta;Dfr;DiacriticalAcute;Diacritica"
    "lDot;DiacriticalDoubleAcute;DiacriticalGrave;DiacriticalTilde;Diamond;DifferentialD;Dopf;Dot;DotDot;DotEqual;Dou"
    "bleContourIntegral;DoubleDot;DoubleDownArrow;DoubleLeftArrow;DoubleLeftRightArrow;DoubleLeftTee;DoubleLongLeftAr"
    "row;DoubleLongLeftRightArrow;DoubleLongRightArrow;DoubleRightArrow;DoubleRightTee;DoubleUpArrow;DoubleUpDownArro"
    "w;DoubleVerticalBar;DownArrow;DownArrowBar;DownArrowUpArrow;DownBreve;DownLeftRightVector;DownLeftTeeVector;Down"
    "LeftVector;DownLeftVectorBar;DownRightTeeVector;DownRightVector;DownRightVectorBar;DownTee;DownTeeArrow;Downarro"
    "w;Dscr;Dstrok;ENG;ETHETH;EacuteEacute;Ecaron;EcircEcirc;Ecy;Edot;Efr;EgraveEgrave;Element;Emacr;EmptySmallSquare"
    ";EmptyVerySmallSquare;Eogon;Eopf;Epsilon;Equal;EqualTilde;Equilibrium;Escr;Esim;Eta;EumlEuml;Exists;ExponentialE"
    ";Fcy;Ffr;FilledSmallSquare;FilledVerySmallSquare;Fopf;ForAll;Fouriertrf;Fscr;GJcy;GTGT;Gamma;Gammad;Gbreve;Gcedi"
    "l;Gcirc;Gcy;Gdot;Gfr;Gg;Gopf;GreaterEqual;GreaterEqualLess;GreaterFullEqual;GreaterGreater;GreaterLess;GreaterSl"
    "antEqual;GreaterTilde;Gscr;Gt;HARDcy;Hacek;Hat;Hcirc;Hfr;HilbertSpace;Hopf;HorizontalLine;Hscr;Hstrok;HumpDownHu"
    "mp;HumpEqual;IEcy;IJlig;IOcy;IacuteIacute;IcircIcirc;Icy;Idot;Ifr;IgraveIgrave;Im;Imacr;ImaginaryI;Implies;Int;I"
    "ntegral;Intersection;InvisibleComma;InvisibleTimes;Iogon;Iopf;Iota;Iscr;Itilde;Iukcy;IumlIuml;Jcirc;Jcy;Jfr;Jopf"
    ";Jscr;Jsercy;Jukcy;KHcy;KJcy;Kappa;Kcedil;Kcy;Kfr;Kopf;Kscr;LJcy;LTLT;Lacute;Lambda;Lang;Laplacetrf;Larr;Lcaron;"
    "Lcedil;Lcy;LeftAngleBracket;LeftArrow;LeftArrowBar;LeftArrowRightArrow;LeftCeiling;LeftDoubleBracket;LeftDownTee"
    "Vector;LeftDownVector;LeftDownVectorBar;LeftFloor;LeftRightArrow;LeftRightVector;LeftTee;LeftTeeArrow;LeftTeeVec"
    "tor;LeftTriangle;LeftTriangleBar;LeftTriangleEqual;LeftUpDownVector;LeftUpTeeVector;LeftUpVector;LeftUpVectorBar"
    ";LeftVector;LeftVectorBar;Leftarrow;Leftrightarrow;LessEqualGreater;LessFullEqual;LessGreater;LessLess;LessSlant"
    "Equal;LessTilde;Lfr;Ll;Lleftarrow;Lmidot;LongLeftArrow;LongLeftRightArrow;LongRightArrow;Longleftarrow;Longleftr"
    "ightarrow;Longrightarrow;Lopf;LowerLeftArrow;LowerRightArrow;Lscr;Lsh;Lstrok;Lt;Map;Mcy;MediumSpace;Mellintrf;Mf"
    "r;MinusPlus;Mopf;Mscr;Mu;NJcy;Nacute;Ncaron;Ncedil;Ncy;NegativeMediumSpace;NegativeThickSpace;NegativeThinSpace;"
    "NegativeVeryThinSpace;NestedGreaterGreater;NestedLessLess;NewLine;Nfr;NoBreak;NonBreakingSpace;Nopf;Not;NotCongr"
    "uent;NotCupCap;NotDoubleVerticalBar;NotElement;NotEqual;NotEqualTilde;NotExists;NotGreater;NotGreaterEqual;NotGr"
    "eaterFullEqual;NotGreaterGreater;NotGreaterLess;NotGreaterSlantEqual;NotGreaterTilde;NotHumpDownHump;NotHumpEqua"
    "l;NotLeftTriangle;NotLeftTriangleBar;NotLeftTriangleEqual;NotLess;NotLessEqual;NotLessGreater;NotLessLess;NotLes"
    "sSlantEqual;NotLessTilde;NotNestedGreaterGreater;NotNestedLessLess;NotPrecedes;NotPrecedesEqual;NotPrecedesSlant"
    "Equal;NotReverseElement;NotRightTriangle;NotRightTriangleBar;NotRightTriangleEqual;NotSquareSubset;NotSquareSubs"
    "etEqual;NotSquareSuperset;NotSquareSupersetEqual;NotSubset;NotSubsetEqual;NotSucceeds;NotSucceedsEqual;NotSuccee"
    "dsSlantEqual;NotSucceedsTilde;NotSuperset;NotSupersetEqual;NotTilde;NotTildeEqual;NotTildeFullEqual;NotTildeTild"
    "e;NotVerticalBar;Nscr;NtildeNtilde;Nu;OElig;OacuteOacute;OcircOcirc;Ocy;Odblac;Ofr;OgraveOgrave;Omacr;Omega;Omic"
    "ron;Oopf;OpenCurlyDoubleQuote;OpenCurlyQuote;Or;Oscr;OslashOslash;OtildeOtilde;Otimes;OumlOuml;OverBar;OverBrace"
    ";OverBracket;OverParenthesis;PartialD;Pcy;Pfr;Phi;Pi;PlusMinus;Poincareplane;Popf;Pr;Precedes;PrecedesEqual;Prec"
    "edesSlantEqual;PrecedesTilde;Prime;Product;Proportion;Proportional;Pscr;Psi;QUOTQUOT;Qfr;Qopf;Qscr;RBarr;REGREG;"
    "Racute;Rang;Rarr;Rarrtl;Rcaron;Rcedil;Rcy;Re;ReverseElement;ReverseEquilibrium;ReverseUpEquilibrium;Rfr;Rho;Righ"
    "tAngleBracket;RightArrow;RightArrowBar;RightArrowLeftArrow;RightCeiling;RightDoubleBracket;RightDownTeeVector;Ri"
    "ghtDownVector;RightDownVectorBar;RightFloor;RightTee;RightTeeArrow;RightTeeVector;RightTriangle;RightTriangleBar"
    ";RightTriangleEqual;RightUpDownVector;RightUpTeeVector;RightUpVector;RightUpVectorBar;RightVector;RightVectorBar"
    ";Rightarrow;Ropf;RoundImplies;Rrightarrow;Rscr;Rsh;RuleDelayed;SHCHcy;SHcy;SOFTcy;Sacute;Sc;Scaron;Scedil;Scirc;"
    "Scy;Sfr;ShortDownArrow;ShortLeftArrow;ShortRightArrow;ShortUpArrow;Sigma;SmallCircle;Sopf;Sqrt;Square;SquareInte"
    "rsection;SquareSubset;SquareSubsetEqual;SquareSuperset;SquareSupersetEqual;SquareUnion;Sscr;Star;Sub;Subset;Subs"
    "etEqual;Succeeds;SucceedsEqual;SucceedsSlantEqual;SucceedsTilde;SuchThat;Sum;Sup;Superset;SupersetEqual;Supset;T"
    "HORNTHORN;TRADE;TSHcy;TScy;Tab;Tau;Tcaron;Tcedil;Tcy;Tfr;Therefore;Theta;ThickSpace;ThinSpace;Tilde;TildeEqual;T"
    "ildeFullEqual;TildeTilde;Topf;TripleDot;Tscr;Tstrok;UacuteUacute;Uarr;Uarrocir;Ubrcy;Ubreve;UcircUcirc;Ucy;Udbla"
    "c;Ufr;UgraveUgrave;Umacr;UnderBar;UnderBrace;UnderBracket;UnderParenthesis;Union;UnionPlus;Uogon;Uopf;UpArrow;Up"
    "ArrowBar;UpArrowDownArrow;UpDownArrow;UpEquilibrium;UpTee;UpTeeArrow;Uparrow;Updownarrow;UpperLeftArrow;UpperRig"
    "htArrow;Upsi;Upsilon;Uring;Uscr;Utilde;UumlUuml;VDash;Vbar;Vcy;Vdash;Vdashl;Vee;Verbar;Vert;VerticalBar;Vertical"
    "Line;VerticalSeparator;VerticalTilde;VeryThinSpace;Vfr;Vopf;Vscr;Vvdash;Wcirc;Wedge;Wfr;Wopf;Wscr;Xfr;Xi;Xopf;Xs"
    "cr;YAcy;YIcy;YUcy;YacuteYacute;Ycirc;Ycy;Yfr;Yopf;Yscr;Yuml;ZHcy;Zacute;Zcaron;Zcy;Zdot;ZeroWidthSpace;Zeta;Zfr;"
    "Zopf;Zscr;aacuteaacute;abreve;ac;acE;acd;acircacirc;acuteacute;acy;aeligaelig;af;afr;agraveagrave;alefsym;aleph;"
    "alpha;amacr;amalg;ampamp;and;andand;andd;andslope;andv;ang;ange;angle;angmsd;angmsdaa;angmsdab;angmsdac;angmsdad"
    ";angmsdae;angmsdaf;angmsdag;angmsdah;angrt;angrtvb;angrtvbd;angsph;angst;angzarr;aogon;aopf;ap;apE;apacir;ape;ap"
    "id;apos;approx;approxeq;aringaring;ascr;ast;asymp;asympeq;atildeatilde;aumlauml;awconint;awint;bNot;backcong;bac"
    "kepsilon;backprime;backsim;backsimeq;barvee;barwed;barwedge;bbrk;bbrktbrk;bcong;bcy;bdquo;becaus;because;bemptyv"
    ";bepsi;bernou;beta;beth;between;bfr;bigcap;bigcirc;bigcup;bigodot;bigoplus;bigotimes;bigsqcup;bigstar;bigtriangl"
    "edown;bigtriangleup;biguplus;bigvee;bigwedge;bkarow;blacklozenge;blacksquare;blacktriangle;blacktriangledown;bla"
    "cktriangleleft;blacktriangleright;blank;blk12;blk14;blk34;block;bne;bnequiv;bnot;bopf;bot;bottom;bowtie;boxDL;bo"
    "xDR;boxDl;boxDr;boxH;boxHD;boxHU;boxHd;boxHu;boxUL;boxUR;boxUl;boxUr;boxV;boxVH;boxVL;boxVR;boxVh;boxVl;boxVr;bo"
    "xbox;boxdL;boxdR;boxdl;boxdr;boxh;boxhD;boxhU;boxhd;boxhu;boxminus;boxplus;boxtimes;boxuL;boxuR;boxul;boxur;boxv"
    ";boxvH;boxvL;boxvR;boxvh;boxvl;boxvr;bprime;breve;brvbarbrvbar;bscr;bsemi;bsim;bsime;bsol;bsolb;bsolhsub;bull;bu"
    "llet;bump;bumpE;bumpe;bumpeq;cacute;cap;capand;capbrcup;capcap;capcup;capdot;caps;caret;caron;ccaps;ccaron;ccedi"
    "lccedil;ccirc;ccups;ccupssm;cdot;cedilcedil;cemptyv;centcent;centerdot;cfr;chcy;check;checkmark;chi;cir;cirE;cir"
    "c;circeq;circlearrowleft;circlearrowright;circledR;circledS;circledast;circledcirc;circleddash;cire;cirfnint;cir"
    "mid;cirscir;clubs;clubsuit;colon;colone;coloneq;comma;commat;comp;compfn;complement;complexes;cong;congdot;conin"
    "t;copf;coprod;copycopy;copysr;crarr;cross;cscr;csub;csube;csup;csupe;ctdot;cudarrl;cudarrr;cuepr;cuesc;cularr;cu"
    "larrp;cup;cupbrcap;cupcap;cupcup;cupdot;cupor;cups;curarr;curarrm;curlyeqprec;curlyeqsucc;curlyvee;curlywedge;cu"
    "rrencurren;curvearrowleft;curvearrowright;cuvee;cuwed;cwconint;cwint;cylcty;dArr;dHar;dagger;daleth;darr;dash;da"
    "shv;dbkarow;dblac;dcaron;dcy;dd;ddagger;ddarr;ddotseq;degdeg;delta;demptyv;dfisht;dfr;dharl;dharr;diam;diamond;d"
    "iamondsuit;diams;die;digamma;disin;div;dividedivide;divideontimes;divonx;djcy;dlcorn;dlcrop;dollar;dopf;dot;dote"
    "q;doteqdot;dotminus;dotplus;dotsquare;doublebarwedge;downarrow;downdownarrows;downharpoonleft;downharpoonright;d"
    "rbkarow;drcorn;drcrop;dscr;dscy;dsol;dstrok;dtdot;dtri;dtrif;duarr;duhar;dwangle;dzcy;dzigrarr;eDDot;eDot;eacute"
    "eacute;easter;ecaron;ecir;ecircecirc;ecolon;ecy;edot;ee;efDot;efr;eg;egraveegrave;egs;egsdot;el;elinters;ell;els"
    ";elsdot;emacr;empty;emptyset;emptyv;emsp13;emsp14;emsp;eng;ensp;eogon;eopf;epar;eparsl;eplus;epsi;epsilon;epsiv;"
    "eqcirc;eqcolon;eqsim;eqslantgtr;eqslantless;equals;equest;equiv;equivDD;eqvparsl;erDot;erarr;escr;esdot;esim;eta"
    ";etheth;eumleuml;euro;excl;exist;expectation;exponentiale;fallingdotseq;fcy;female;ffilig;fflig;ffllig;ffr;filig"
    ";fjlig;flat;fllig;fltns;fnof;fopf;forall;fork;forkv;fpartint;frac12frac12;frac13;frac14frac14;frac15;frac16;frac"
    "18;frac23;frac25;frac34frac34;frac35;frac38;frac45;frac56;frac58;frac78;frasl;frown;fscr;gE;gEl;gacute;gamma;gam"
    "mad;gap;gbreve;gcirc;gcy;gdot;ge;gel;geq;geqq;geqslant;ges;gescc;gesdot;gesdoto;gesdotol;gesl;gesles;gfr;gg;ggg;"
    "gimel;gjcy;gl;glE;gla;glj;gnE;gnap;gnapprox;gne;gneq;gneqq;gnsim;gopf;grave;gscr;gsim;gsime;gsiml;gtgt;gtcc;gtci"
    "r;gtdot;gtlPar;gtquest;gtrapprox;gtrarr;gtrdot;gtreqless;gtreqqless;gtrless;gtrsim;gvertneqq;gvnE;hArr;hairsp;ha"
    "lf;hamilt;hardcy;harr;harrcir;harrw;hbar;hcirc;hearts;heartsuit;hellip;hercon;hfr;hksearow;hkswarow;hoarr;homtht"
    ";hookleftarrow;hookrightarrow;hopf;horbar;hscr;hslash;hstrok;hybull;hyphen;iacuteiacute;ic;icircicirc;icy;iecy;i"
    "excliexcl;iff;ifr;igraveigrave;ii;iiiint;iiint;iinfin;iiota;ijlig;imacr;image;imagline;imagpart;imath;imof;imped"
    ";in;incare;infin;infintie;inodot;int;intcal;integers;intercal;intlarhk;intprod;iocy;iogon;iopf;iota;iprod;iquest"
    "iquest;iscr;isin;isinE;isindot;isins;isinsv;isinv;it;itilde;iukcy;iumliuml;jcirc;jcy;jfr;jmath;jopf;jscr;jsercy;"
    "jukcy;kappa;kappav;kcedil;kcy;kfr;kgreen;khcy;kjcy;kopf;kscr;lAarr;lArr;lAtail;lBarr;lE;lEg;lHar;lacute;laemptyv"
    ";lagran;lambda;lang;langd;langle;lap;laquolaquo;larr;larrb;larrbfs;larrfs;larrhk;larrlp;larrpl;larrsim;larrtl;la"
    "t;latail;late;lates;lbarr;lbbrk;lbrace;lbrack;lbrke;lbrksld;lbrkslu;lcaron;lcedil;lceil;lcub;lcy;ldca;ldquo;ldqu"
    "or;ldrdhar;ldrushar;ldsh;le;leftarrow;leftarrowtail;leftharpoondown;leftharpoonup;leftleftarrows;leftrightarrow;"
    "leftrightarrows;leftrightharpoons;leftrightsquigarrow;leftthreetimes;leg;leq;leqq;leqslant;les;lescc;lesdot;lesd"
    "oto;lesdotor;lesg;lesges;lessapprox;lessdot;lesseqgtr;lesseqqgtr;lessgtr;lesssim;lfisht;lfloor;lfr;lg;lgE;lhard;"
    "lharu;lharul;lhblk;ljcy;ll;llarr;llcorner;llhard;lltri;lmidot;lmoust;lmoustache;lnE;lnap;lnapprox;lne;lneq;lneqq"
    ";lnsim;loang;loarr;lobrk;longleftarrow;longleftrightarrow;longmapsto;longrightarrow;looparrowleft;looparrowright"
    ";lopar;lopf;loplus;lotimes;lowast;lowbar;loz;lozenge;lozf;lpar;lparlt;lrarr;lrcorner;lrhar;lrhard;lrm;lrtri;lsaq"
    "uo;lscr;lsh;lsim;lsime;lsimg;lsqb;lsquo;lsquor;lstrok;ltlt;ltcc;ltcir;ltdot;lthree;ltimes;ltlarr;ltquest;ltrPar;"
    "ltri;ltrie;ltrif;lurdshar;luruhar;lvertneqq;lvnE;mDDot;macrmacr;male;malt;maltese;map;mapsto;mapstodown;mapstole"
    "ft;mapstoup;marker;mcomma;mcy;mdash;measuredangle;mfr;mho;micromicro;mid;midast;midcir;middotmiddot;minus;minusb"
    ";minusd;minusdu;mlcp;mldr;mnplus;models;mopf;mp;mscr;mstpos;mu;multimap;mumap;nGg;nGt;nGtv;nLeftarrow;nLeftright"
    "arrow;nLl;nLt;nLtv;nRightarrow;nVDash;nVdash;nabla;nacute;nang;nap;napE;napid;napos;napprox;natur;natural;natura"
    "ls;nbspnbsp;nbump;nbumpe;ncap;ncaron;ncedil;ncong;ncongdot;ncup;ncy;ndash;ne;neArr;nearhk;nearr;nearrow;nedot;ne"
    "quiv;nesear;nesim;nexist;nexists;nfr;ngE;nge;ngeq;ngeqq;ngeqslant;nges;ngsim;ngt;ngtr;nhArr;nharr;nhpar;ni;nis;n"
    "isd;niv;njcy;nlArr;nlE;nlarr;nldr;nle;nleftarrow;nleftrightarrow;nleq;nleqq;nleqslant;nles;nless;nlsim;nlt;nltri"
    ";nltrie;nmid;nopf;notnot;notin;notinE;notindot;notinva;notinvb;notinvc;notni;notniva;notnivb;notnivc;npar;nparal"
    "lel;nparsl;npart;npolint;npr;nprcue;npre;nprec;npreceq;nrArr;nrarr;nrarrc;nrarrw;nrightarrow;nrtri;nrtrie;nsc;ns"
    "ccue;nsce;nscr;nshortmid;nshortparallel;nsim;nsime;nsimeq;nsmid;nspar;nsqsube;nsqsupe;nsub;nsubE;nsube;nsubset;n"
    "subseteq;nsubseteqq;nsucc;nsucceq;nsup;nsupE;nsupe;nsupset;nsupseteq;nsupseteqq;ntgl;ntildentilde;ntlg;ntriangle"
    "left;ntrianglelefteq;ntriangleright;ntrianglerighteq;nu;num;numero;numsp;nvDash;nvHarr;nvap;nvdash;nvge;nvgt;nvi"
    "nfin;nvlArr;nvle;nvlt;nvltrie;nvrArr;nvrtrie;nvsim;nwArr;nwarhk;nwarr;nwarrow;nwnear;oS;oacuteoacute;oast;ocir;o"
    "circocirc;ocy;odash;odblac;odiv;odot;odsold;oelig;ofcir;ofr;ogon;ograveograve;ogt;ohbar;ohm;oint;olarr;olcir;olc"
    "ross;oline;olt;omacr;omega;omicron;omid;ominus;oopf;opar;operp;oplus;or;orarr;ord;order;orderof;ordfordf;ordmord"
    "m;origof;oror;orslope;orv;oscr;oslashoslash;osol;otildeotilde;otimes;otimesas;oumlouml;ovbar;par;parapara;parall"
    "el;parsim;parsl;part;pcy;percnt;period;permil;perp;pertenk;pfr;phi;phiv;phmmat;phone;pi;pitchfork;piv;planck;pla"
    "nckh;plankv;plus;plusacir;plusb;pluscir;plusdo;plusdu;pluse;plusmnplusmn;plussim;plustwo;pm;pointint;popf;poundp"
    "ound;pr;prE;prap;prcue;pre;prec;precapprox;preccurlyeq;preceq;precnapprox;precneqq;precnsim;precsim;prime;primes"
    ";prnE;prnap;prnsim;prod;profalar;profline;profsurf;prop;propto;prsim;prurel;pscr;psi;puncsp;qfr;qint;qopf;qprime"
    ";qscr;quaternions;quatint;quest;questeq;quotquot;rAarr;rArr;rAtail;rBarr;rHar;race;racute;radic;raemptyv;rang;ra"
    "ngd;range;rangle;raquoraquo;rarr;rarrap;rarrb;rarrbfs;rarrc;rarrfs;rarrhk;rarrlp;rarrpl;rarrsim;rarrtl;rarrw;rat"
    "ail;ratio;rationals;rbarr;rbbrk;rbrace;rbrack;rbrke;rbrksld;rbrkslu;rcaron;rcedil;rceil;rcub;rcy;rdca;rdldhar;rd"
    "quo;rdquor;rdsh;real;realine;realpart;reals;rect;regreg;rfisht;rfloor;rfr;rhard;rharu;rharul;rho;rhov;rightarrow"
    ";rightarrowtail;rightharpoondown;rightharpoonup;rightleftarrows;rightleftharpoons;rightrightarrows;rightsquigarr"
    "ow;rightthreetimes;ring;risingdotseq;rlarr;rlhar;rlm;rmoust;rmoustache;rnmid;roang;roarr;robrk;ropar;ropf;roplus"
    ";rotimes;rpar;rpargt;rppolint;rrarr;rsaquo;rscr;rsh;rsqb;rsquo;rsquor;rthree;rtimes;rtri;rtrie;rtrif;rtriltri;ru"
    "luhar;rx;sacute;sbquo;sc;scE;scap;scaron;sccue;sce;scedil;scirc;scnE;scnap;scnsim;scpolint;scsim;scy;sdot;sdotb;"
    "sdote;seArr;searhk;searr;searrow;sectsect;semi;seswar;setminus;setmn;sext;sfr;sfrown;sharp;shchcy;shcy;shortmid;"
    "shortparallel;shyshy;sigma;sigmaf;sigmav;sim;simdot;sime;simeq;simg;simgE;siml;simlE;simne;simplus;simrarr;slarr"
    ";smallsetminus;smashp;smeparsl;smid;smile;smt;smte;smtes;softcy;sol;solb;solbar;sopf;spades;spadesuit;spar;sqcap"
    ";sqcaps;sqcup;sqcups;sqsub;sqsube;sqsubset;sqsubseteq;sqsup;sqsupe;sqsupset;sqsupseteq;squ;square;squarf;squf;sr"
    "arr;sscr;ssetmn;ssmile;sstarf;star;starf;straightepsilon;straightphi;strns;sub;subE;subdot;sube;subedot;submult;"
    "subnE;subne;subplus;subrarr;subset;subseteq;subseteqq;subsetneq;subsetneqq;subsim;subsub;subsup;succ;succapprox;"
    "succcurlyeq;succeq;succnapprox;succneqq;succnsim;succsim;sum;sung;sup1sup1;sup2sup2;sup3sup3;sup;supE;supdot;sup"
    "dsub;supe;supedot;suphsol;suphsub;suplarr;supmult;supnE;supne;supplus;supset;supseteq;supseteqq;supsetneq;supset"
    "neqq;supsim;supsub;supsup;swArr;swarhk;swarr;swarrow;swnwar;szligszlig;target;tau;tbrk;tcaron;tcedil;tcy;tdot;te"
    "lrec;tfr;there4;therefore;theta;thetasym;thetav;thickapprox;thicksim;thinsp;thkap;thksim;thornthorn;tilde;timest"
    "imes;timesb;timesbar;timesd;tint;toea;top;topbot;topcir;topf;topfork;tosa;tprime;trade;triangle;triangledown;tri"
    "angleleft;trianglelefteq;triangleq;triangleright;trianglerighteq;tridot;trie;triminus;triplus;trisb;tritime;trpe"
    "zium;tscr;tscy;tshcy;tstrok;twixt;twoheadleftarrow;twoheadrightarrow;uArr;uHar;uacuteuacute;uarr;ubrcy;ubreve;uc"
    "ircucirc;ucy;udarr;udblac;udhar;ufisht;ufr;ugraveugrave;uharl;uharr;uhblk;ulcorn;ulcorner;ulcrop;ultri;umacr;uml"
    "uml;uogon;uopf;uparrow;updownarrow;upharpoonleft;upharpoonright;uplus;upsi;upsih;upsilon;upuparrows;urcorn;urcor"
    "ner;urcrop;uring;urtri;uscr;utdot;utilde;utri;utrif;uuarr;uumluuml;uwangle;vArr;vBar;vBarv;vDash;vangrt;varepsil"
    "on;varkappa;varnothing;varphi;varpi;varpropto;varr;varrho;varsigma;varsubsetneq;varsubsetneqq;varsupsetneq;varsu"
    "psetneqq;vartheta;vartriangleleft;vartriangleright;vcy;vdash;vee;veebar;veeeq;vellip;verbar;vert;vfr;vltri;vnsub"
    ";vnsup;vopf;vprop;vrtri;vscr;vsubnE;vsubne;vsupnE;vsupne;vzigzag;wcirc;wedbar;wedge;wedgeq;weierp;wfr;wopf;wp;wr"
    ";wreath;wscr;xcap;xcirc;xcup;xdtri;xfr;xhArr;xharr;xi;xlArr;xlarr;xmap;xnis;xodot;xopf;xoplus;xotime;xrArr;xrarr"
    ";xscr;xsqcup;xuplus;xutri;xvee;xwedge;yacuteyacute;yacy;ycirc;ycy;yenyen;yfr;yicy;yopf;yscr;yucy;yumlyuml;zacute"
    ";zcaron;zcy;zdot;zeetrf;zeta;zfr;zhcy;zigrarr;zopf;zscr;zwj;zwnj;";

const char kReferenceTexts[] =
    "\011\012!\042#$%&'()*+,./:;<<\342\203\222==\342\203\245>>\342\203\222?@[\134]^_`fj{|}\302\240\302\241\302\242"
    "\302\243\302\244\302\245\302\246\302\247\302\250\302\251\302\252\302\253\302\254\302\255\302\256\302\257\302\260"
    "\302\261\302\262\302\263\302\264\302\265\302\266\302\267\302\270\302\271\302\272\302\273\302\274\302\275\302\276"
    "\302\277\303\200\303\201\303\202\303\203\303\204\303\205\303\206\303\207\303\210\303\211\303\212\303\213\303\214"
    "\303\215\303\216\303\217\303\220\303\221\303\222\303\223\303\224\303\225\303\226\303\227\303\230\303\231\303\232"
    "\303\233\303\234\303\235\303\236\303\237\303\240\303\241\303\242\303\243\303\244\303\245\303\246\303\247\303\250"
    "\303\251\303\252\303\253\303\254\303\255\303\256\303\257\303\260\303\261\303\262\303\263\303\264\303\265\303\266"
    "\303\267\303\270\303\271\303\272\303\273\303\274\303\275\303\276\303\277\304\200\304\201\304\202\304\203\304\204"
    "\304\205\304\206\304\207\304\210\304\211\304\212\304\213\304\214\304\215\304\216\304\217\304\220\304\221\304\222"
    "\304\223\304\226\304\227\304\230\304\231\304\232\304\233\304\234\304\235\304\236\304\237\304\240\304\241\304\242"
    "\304\244\304\245\304\246\304\247\304\250\304\251\304\252\304\253\304\256\304\257\304\260\304\261\304\262\304\263"
    "\304\264\304\265\304\266\304\267\304\270\304\271\304\272\304\273\304\274\304\275\304\276\304\277\305\200\305\201"
    "\305\202\305\203\305\204\305\205\305\206\305\207\305\210\305\211\305\212\305\213\305\214\305\215\305\220\305\221"
    "\305\222\305\223\305\224\305\225\305\226\305\227\305\230\305\231\305\232\305\233\305\234\305\235\305\236\305\237"
    "\305\240\305\241\305\242\305\243\305\244\305\245\305\246\305\247\305\250\305\251\305\252\305\253\305\254\305\255"
    "\305\256\305\257\305\260\305\261\305\262\305\263\305\264\305\265\305\266\305\267\305\270\305\271\305\272\305\273"
    "\305\274\305\275\305\276\306\222\306\265\307\265\310\267\313\206\313\207\313\230\313\231\313\232\313\233\313\234"
    "\313\235\314\221\316\221\316\222\316\223\316\224\316\225\316\226\316\227\316\230\316\231\316\232\316\233\316\234"
    "\316\235\316\236\316\237\316\240\316\241\316\243\316\244\316\245\316\246\316\247\316\250\316\251\316\261\316\262"
    "\316\263\316\264\316\265\316\266\316\267\316\270\316\271\316\272\316\273\316\274\316\275\316\276\316\277\317\200"
    "\317\201\317\202\317\203\317\204\317\205\317\206\317\207\317\210\317\211\317\221\317\222\317\225\317\226\317\234"
    "\317\235\317\260\317\261\317\265\317\266\320\201\320\202\320\203\320\204\320\205\320\206\320\207\320\210\320\211"
    "\320\212\320\213\320\214\320\216\320\217\320\220\320\221\320\222\320\223\320\224\320\225\320\226\320\227\320\230"
    "\320\231\320\232\320\233\320\234\320\235\320\236\320\237\320\240\320\241\320\242\320\243\320\244\320\245\320\246"
    "\320\247\320\250\320\251\320\252\320\253\320\254\320\255\320\256\320\257\320\260\320\261\320\262\320\263\320\264"
    "\320\265\320\266\320\267\320\270\320\271\320\272\320\273\320\274\320\275\320\276\320\277\321\200\321\201\321\202"
    "\321\203\321\204\321\205\321\206\321\207\321\210\321\211\321\212\321\213\321\214\321\215\321\216\321\217\321\221"
    "\321\222\321\223\321\224\321\225\321\226\321\227\321\230\321\231\321\232\321\233\321\234\321\236\321\237\342\200"
    "\202\342\200\203\342\200\204\342\200\205\342\200\207\342\200\210\342\200\211\342\200\212\342\200\213\342\200\214"
    "\342\200\215\342\200\216\342\200\217\342\200\220\342\200\223\342\200\224\342\200\225\342\200\226\342\200\230\342"
    "\200\231\342\200\232\342\200\234\342\200\235\342\200\236\342\200\240\342\200\241\342\200\242\342\200\245\342\200"
    "\246\342\200\260\342\200\261\342\200\262\342\200\263\342\200\264\342\200\265\342\200\271\342\200\272\342\200\276"
    "\342\201\201\342\201\203\342\201\204\342\201\217\342\201\227\342\201\237\342\201\237\342\200\212\342\201\240\342"
    "\201\241\342\201\242\342\201\243\342\202\254\342\203\233\342\203\234\342\204\202\342\204\205\342\204\212\342\204"
    "\213\342\204\214\342\204\215\342\204\216\342\204\217\342\204\220\342\204\221\342\204\222\342\204\223\342\204\225"
    "\342\204\226\342\204\227\342\204\230\342\204\231\342\204\232\342\204\233\342\204\234\342\204\235\342\204\236\342"
    "\204\242\342\204\244\342\204\247\342\204\250\342\204\251\342\204\254\342\204\255\342\204\257\342\204\260\342\204"
    "\261\342\204\263\342\204\264\342\204\265\342\204\266\342\204\267\342\204\270\342\205\205\342\205\206\342\205\207"
    "\342\205\210\342\205\223\342\205\224\342\205\225\342\205\226\342\205\227\342\205\230\342\205\231\342\205\232\342"
    "\205\233\342\205\234\342\205\235\342\205\236\342\206\220\342\206\221\342\206\222\342\206\223\342\206\224\342\206"
    "\225\342\206\226\342\206\227\342\206\230\342\206\231\342\206\232\342\206\233\342\206\235\342\206\235\314\270\342"
    "\206\236\342\206\237\342\206\240\342\206\241\342\206\242\342\206\243\342\206\244\342\206\245\342\206\246\342\206"
    "\247\342\206\251\342\206\252\342\206\253\342\206\254\342\206\255\342\206\256\342\206\260\342\206\261\342\206\262"
    "\342\206\263\342\206\265\342\206\266\342\206\267\342\206\272\342\206\273\342\206\274\342\206\275\342\206\276\342"
    "\206\277\342\207\200\342\207\201\342\207\202\342\207\203\342\207\204\342\207\205\342\207\206\342\207\207\342\207"
    "\210\342\207\211\342\207\212\342\207\213\342\207\214\342\207\215\342\207\216\342\207\217\342\207\220\342\207\221"
    "\342\207\222\342\207\223\342\207\224\342\207\225\342\207\226\342\207\227\342\207\230\342\207\231\342\207\232\342"
    "\207\233\342\207\235\342\207\244\342\207\245\342\207\265\342\207\275\342\207\276\342\207\277\342\210\200\342\210"
    "\201\342\210\202\342\210\202\314\270\342\210\203\342\210\204\342\210\205\342\210\207\342\210\210\342\210\211\342"
    "\210\213\342\210\214\342\210\217\342\210\220\342\210\221\342\210\222\342\210\223\342\210\224\342\210\226\342\210"
    "\227\342\210\230\342\210\232\342\210\235\342\210\236\342\210\237\342\210\240\342\210\240\342\203\222\342\210\241"
    "\342\210\242\342\210\243\342\210\244\342\210\245\342\210\246\342\210\247\342\210\250\342\210\251\342\210\251\357"
    "\270\200\342\210\252\342\210\252\357\270\200\342\210\253\342\210\254\342\210\255\342\210\256\342\210\257\342\210"
    "\260\342\210\261\342\210\262\342\210\263\342\210\264\342\210\265\342\210\266\342\210\267\342\210\270\342\210\272"
    "\342\210\273\342\210\274\342\210\274\342\203\222\342\210\275\342\210\275\314\261\342\210\276\342\210\276\314\263"
    "\342\210\277\342\211\200\342\211\201\342\211\202\342\211\202\314\270\342\211\203\342\211\204\342\211\205\342\211"
    "\206\342\211\207\342\211\210\342\211\211\342\211\212\342\211\213\342\211\213\314\270\342\211\214\342\211\215\342"
    "\211\215\342\203\222\342\211\216\342\211\216\314\270\342\211\217\342\211\217\314\270\342\211\220\342\211\220\314"
    "\270\342\211\221\342\211\222\342\211\223\342\211\224\342\211\225\342\211\226\342\211\227\342\211\231\342\211\232"
    "\342\211\234\342\211\237\342\211\240\342\211\241\342\211\241\342\203\245\342\211\242\342\211\244\342\211\244\342"
    "\203\222\342\211\245\342\211\245\342\203\222\342\211\246\342\211\246\314\270\342\211\247\342\211\247\314\270\342"
    "\211\250\342\211\250\357\270\200\342\211\251\342\211\251\357\270\200\342\211\252\342\211\252\314\270\342\211\252"
    "\342\203\222\342\211\253\342\211\253\314\270\342\211\253\342\203\222\342\211\254\342\211\255\342\211\256\342\211"
    "\257\342\211\260\342\211\261\342\211\262\342\211\263\342\211\264\342\211\265\342\211\266\342\211\267\342\211\270"
    "\342\211\271\342\211\272\342\211\273\342\211\274\342\211\275\342\211\276\342\211\277\342\211\277\314\270\342\212"
    "\200\342\212\201\342\212\202\342\212\202\342\203\222\342\212\203\342\212\203\342\203\222\342\212\204\342\212\205"
    "\342\212\206\342\212\207\342\212\210\342\212\211\342\212\212\342\212\212\357\270\200\342\212\213\342\212\213\357"
    "\270\200\342\212\215\342\212\216\342\212\217\342\212\217\314\270\342\212\220\342\212\220\314\270\342\212\221\342"
    "\212\222\342\212\223\342\212\223\357\270\200\342\212\224\342\212\224\357\270\200\342\212\225\342\212\226\342\212"
    "\227\342\212\230\342\212\231\342\212\232\342\212\233\342\212\235\342\212\236\342\212\237\342\212\240\342\212\241"
    "\342\212\242\342\212\243\342\212\244\342\212\245\342\212\247\342\212\250\342\212\251\342\212\252\342\212\253\342"
    "\212\254\342\212\255\342\212\256\342\212\257\342\212\260\342\212\262\342\212\263\342\212\264\342\212\264\342\203"
    "\222\342\212\265\342\212\265\342\203\222\342\212\266\342\212\267\342\212\270\342\212\271\342\212\272\342\212\273"
    "\342\212\275\342\212\276\342\212\277\342\213\200\342\213\201\342\213\202\342\213\203\342\213\204\342\213\205\342"
    "\213\206\342\213\207\342\213\210\342\213\211\342\213\212\342\213\213\342\213\214\342\213\215\342\213\216\342\213"
    "\217\342\213\220\342\213\221\342\213\222\342\213\223\342\213\224\342\213\225\342\213\226\342\213\227\342\213\230"
    "\342\213\230\314\270\342\213\231\342\213\231\314\270\342\213\232\342\213\232\357\270\200\342\213\233\342\213\233"
    "\357\270\200\342\213\236\342\213\237\342\213\240\342\213\241\342\213\242\342\213\243\342\213\246\342\213\247\342"
    "\213\250\342\213\251\342\213\252\342\213\253\342\213\254\342\213\255\342\213\256\342\213\257\342\213\260\342\213"
    "\261\342\213\262\342\213\263\342\213\264\342\213\265\342\213\265\314\270\342\213\266\342\213\267\342\213\271\342"
    "\213\271\314\270\342\213\272\342\213\273\342\213\274\342\213\275\342\213\276\342\214\205\342\214\206\342\214\210"
    "\342\214\211\342\214\212\342\214\213\342\214\214\342\214\215\342\214\216\342\214\217\342\214\220\342\214\222\342"
    "\214\223\342\214\225\342\214\226\342\214\234\342\214\235\342\214\236\342\214\237\342\214\242\342\214\243\342\214"
    "\255\342\214\256\342\214\266\342\214\275\342\214\277\342\215\274\342\216\260\342\216\261\342\216\264\342\216\265"
    "\342\216\266\342\217\234\342\217\235\342\217\236\342\217\237\342\217\242\342\217\247\342\220\243\342\223\210\342"
    "\224\200\342\224\202\342\224\214\342\224\220\342\224\224\342\224\230\342\224\234\342\224\244\342\224\254\342\224"
    "\264\342\224\274\342\225\220\342\225\221\342\225\222\342\225\223\342\225\224\342\225\225\342\225\226\342\225\227"
    "\342\225\230\342\225\231\342\225\232\342\225\233\342\225\234\342\225\235\342\225\236\342\225\237\342\225\240\342"
    "\225\241\342\225\242\342\225\243\342\225\244\342\225\245\342\225\246\342\225\247\342\225\250\342\225\251\342\225"
    "\252\342\225\253\342\225\254\342\226\200\342\226\204\342\226\210\342\226\221\342\226\222\342\226\223\342\226\241"
    "\342\226\252\342\226\253\342\226\255\342\226\256\342\226\261\342\226\263\342\226\264\342\226\265\342\226\270\342"
    "\226\271\342\226\275\342\226\276\342\226\277\342\227\202\342\227\203\342\227\212\342\227\213\342\227\254\342\227"
    "\257\342\227\270\342\227\271\342\227\272\342\227\273\342\227\274\342\230\205\342\230\206\342\230\216\342\231\200"
    "\342\231\202\342\231\240\342\231\243\342\231\245\342\231\246\342\231\252\342\231\255\342\231\256\342\231\257\342"
    "\234\223\342\234\227\342\234\240\342\234\266\342\235\230\342\235\262\342\235\263\342\237\210\342\237\211\342\237"
    "\246\342\237\247\342\237\250\342\237\251\342\237\252\342\237\253\342\237\254\342\237\255\342\237\265\342\237\266"
    "\342\237\267\342\237\270\342\237\271\342\237\272\342\237\274\342\237\277\342\244\202\342\244\203\342\244\204\342"
    "\244\205\342\244\214\342\244\215\342\244\216\342\244\217\342\244\220\342\244\221\342\244\222\342\244\223\342\244"
    "\226\342\244\231\342\244\232\342\244\233\342\244\234\342\244\235\342\244\236\342\244\237\342\244\240\342\244\243"
    "\342\244\244\342\244\245\342\244\246\342\244\247\342\244\250\342\244\251\342\244\252\342\244\263\342\244\263\314"
    "\270\342\244\265\342\244\266\342\244\267\342\244\270\342\244\271\342\244\274\342\244\275\342\245\205\342\245\210"
    "\342\245\211\342\245\212\342\245\213\342\245\216\342\245\217\342\245\220\342\245\221\342\245\222\342\245\223\342"
    "\245\224\342\245\225\342\245\226\342\245\227\342\245\230\342\245\231\342\245\232\342\245\233\342\245\234\342\245"
    "\235\342\245\236\342\245\237\342\245\240\342\245\241\342\245\242\342\245\243\342\245\244\342\245\245\342\245\246"
    "\342\245\247\342\245\250\342\245\251\342\245\252\342\245\253\342\245\254\342\245\255\342\245\256\342\245\257\342"
    "\245\260\342\245\261\342\245\262\342\245\263\342\245\264\342\245\265\342\245\266\342\245\270\342\245\271\342\245"
    "\273\342\245\274\342\245\275\342\245\276\342\245\277\342\246\205\342\246\206\342\246\213\342\246\214\342\246\215"
    "\342\246\216\342\246\217\342\246\220\342\246\221\342\246\222\342\246\223\342\246\224\342\246\225\342\246\226\342"
    "\246\232\342\246\234\342\246\235\342\246\244\342\246\245\342\246\246\342\246\247\342\246\250\342\246\251\342\246"
    "\252\342\246\253\342\246\254\342\246\255\342\246\256\342\246\257\342\246\260\342\246\261\342\246\262\342\246\263"
    "\342\246\264\342\246\265\342\246\266\342\246\267\342\246\271\342\246\273\342\246\274\342\246\276\342\246\277\342"
    "\247\200\342\247\201\342\247\202\342\247\203\342\247\204\342\247\205\342\247\211\342\247\215\342\247\216\342\247"
    "\217\342\247\217\314\270\342\247\220\342\247\220\314\270\342\247\234\342\247\235\342\247\236\342\247\243\342\247"
    "\244\342\247\245\342\247\253\342\247\264\342\247\266\342\250\200\342\250\201\342\250\202\342\250\204\342\250\206"
    "\342\250\214\342\250\215\342\250\220\342\250\221\342\250\222\342\250\223\342\250\224\342\250\225\342\250\226\342"
    "\250\227\342\250\242\342\250\243\342\250\244\342\250\245\342\250\246\342\250\247\342\250\251\342\250\252\342\250"
    "\255\342\250\256\342\250\257\342\250\260\342\250\261\342\250\263\342\250\264\342\250\265\342\250\266\342\250\267"
    "\342\250\270\342\250\271\342\250\272\342\250\273\342\250\274\342\250\277\342\251\200\342\251\202\342\251\203\342"
    "\251\204\342\251\205\342\251\206\342\251\207\342\251\210\342\251\211\342\251\212\342\251\213\342\251\214\342\251"
    "\215\342\251\220\342\251\223\342\251\224\342\251\225\342\251\226\342\251\227\342\251\230\342\251\232\342\251\233"
    "\342\251\234\342\251\235\342\251\237\342\251\246\342\251\252\342\251\255\342\251\255\314\270\342\251\256\342\251"
    "\257\342\251\260\342\251\260\314\270\342\251\261\342\251\262\342\251\263\342\251\264\342\251\265\342\251\267\342"
    "\251\270\342\251\271\342\251\272\342\251\273\342\251\274\342\251\275\342\251\275\314\270\342\251\276\342\251\276"
    "\314\270\342\251\277\342\252\200\342\252\201\342\252\202\342\252\203\342\252\204\342\252\205\342\252\206\342\252"
    "\207\342\252\210\342\252\211\342\252\212\342\252\213\342\252\214\342\252\215\342\252\216\342\252\217\342\252\220"
    "\342\252\221\342\252\222\342\252\223\342\252\224\342\252\225\342\252\226\342\252\227\342\252\230\342\252\231\342"
    "\252\232\342\252\235\342\252\236\342\252\237\342\252\240\342\252\241\342\252\241\314\270\342\252\242\342\252\242"
    "\314\270\342\252\244\342\252\245\342\252\246\342\252\247\342\252\250\342\252\251\342\252\252\342\252\253\342\252"
    "\254\342\252\254\357\270\200\342\252\255\342\252\255\357\270\200\342\252\256\342\252\257\342\252\257\314\270\342"
    "\252\260\342\252\260\314\270\342\252\263\342\252\264\342\252\265\342\252\266\342\252\267\342\252\270\342\252\271"
    "\342\252\272\342\252\273\342\252\274\342\252\275\342\252\276\342\252\277\342\253\200\342\253\201\342\253\202\342"
    "\253\203\342\253\204\342\253\205\342\253\205\314\270\342\253\206\342\253\206\314\270\342\253\207\342\253\210\342"
    "\253\213\342\253\213\357\270\200\342\253\214\342\253\214\357\270\200\342\253\217\342\253\220\342\253\221\342\253"
    "\222\342\253\223\342\253\224\342\253\225\342\253\226\342\253\227\342\253\230\342\253\231\342\253\232\342\253\233"
    "\342\253\244\342\253\246\342\253\247\342\253\250\342\253\251\342\253\253\342\253\254\342\253\255\342\253\256\342"
    "\253\257\342\253\260\342\253\261\342\253\262\342\253\263\342\253\275\342\253\275\342\203\245\357\254\200\357\254"
    "\201\357\254\202\357\254\203\357\254\204\360\235\222\234\360\235\222\236\360\235\222\237\360\235\222\242\360\235"
    "\222\245\360\235\222\246\360\235\222\251\360\235\222\252\360\235\222\253\360\235\222\254\360\235\222\256\360\235"
    "\222\257\360\235\222\260\360\235\222\261\360\235\222\262\360\235\222\263\360\235\222\264\360\235\222\265\360\235"
    "\222\266\360\235\222\267\360\235\222\270\360\235\222\271\360\235\222\273\360\235\222\275\360\235\222\276\360\235"
    "\222\277\360\235\223\200\360\235\223\201\360\235\223\202\360\235\223\203\360\235\223\205\360\235\223\206\360\235"
    "\223\207\360\235\223\210\360\235\223\211\360\235\223\212\360\235\223\213\360\235\223\214\360\235\223\215\360\235"
    "\223\216\360\235\223\217\360\235\224\204\360\235\224\205\360\235\224\207\360\235\224\210\360\235\224\211\360\235"
    "\224\212\360\235\224\215\360\235\224\216\360\235\224\217\360\235\224\220\360\235\224\221\360\235\224\222\360\235"
    "\224\223\360\235\224\224\360\235\224\226\360\235\224\227\360\235\224\230\360\235\224\231\360\235\224\232\360\235"
    "\224\233\360\235\224\234\360\235\224\236\360\235\224\237\360\235\224\240\360\235\224\241\360\235\224\242\360\235"
    "\224\243\360\235\224\244\360\235\224\245\360\235\224\246\360\235\224\247\360\235\224\250\360\235\224\251\360\235"
    "\224\252\360\235\224\253\360\235\224\254\360\235\224\255\360\235\224\256\360\235\224\257\360\235\224\260\360\235"
    "\224\261\360\235\224\262\360\235\224\263\360\235\224\264\360\235\224\265\360\235\224\266\360\235\224\267\360\235"
    "\224\270\360\235\224\271\360\235\224\273\360\235\224\274\360\235\224\275\360\235\224\276\360\235\225\200\360\235"
    "\225\201\360\235\225\202\360\235\225\203\360\235\225\204\360\235\225\206\360\235\225\212\360\235\225\213\360\235"
    "\225\214\360\235\225\215\360\235\225\216\360\235\225\217\360\235\225\220\360\235\225\222\360\235\225\223\360\235"
    "\225\224\360\235\225\225\360\235\225\226\360\235\225\227\360\235\225\230\360\235\225\231\360\235\225\232\360\235"
    "\225\233\360\235\225\234\360\235\225\235\360\235\225\236\360\235\225\237\360\235\225\240\360\235\225\241\360\235"
    "\225\242\360\235\225\243\360\235\225\244\360\235\225\245\360\235\225\246\360\235\225\247\360\235\225\250\360\235"
    "\225\251\360\235\225\252\360\235\225\253";

const std::uint16_t kReferenceNameAt[kReferenceCount + 1] = {
    0, 5, 11, 14, 18, 24, 31, 38, 43, 49, 53, 57, 63, 70, 76, 82, 86, 92, 97, 111, 116, 122, 127, 134, 140, 147, 151,
    156, 166, 171, 178, 182, 190, 201, 206, 210, 215, 221, 226, 233, 238, 242, 247, 254, 258, 279, 287, 294, 300, 307,
    313, 321, 326, 334, 344, 348, 352, 362, 374, 385, 397, 422, 444, 460, 466, 473, 483, 490, 506, 511, 521, 553, 559,
    564, 568, 575, 578, 587, 592, 597, 602, 609, 614, 620, 627, 631, 635, 641, 645, 662, 677, 700, 717, 734, 742, 756,
    761, 765, 772, 781, 803, 813, 829, 845, 866, 880, 900, 925, 946, 963, 978, 992, 1010, 1028, 1038, 1051, 1068,
    1078, 1098, 1116, 1131, 1149, 1168, 1184, 1203, 1211, 1224, 1234, 1239, 1246, 1250, 1253, 1257, 1263, 1270, 1277,
    1282, 1288, 1292, 1297, 1301, 1307, 1314, 1322, 1328, 1345, 1366, 1372, 1377, 1385, 1391, 1402, 1414, 1419, 1424,
    1428, 1432, 1437, 1444, 1457, 1461, 1465, 1483, 1505, 1510, 1517, 1528, 1533, 1538, 1540, 1543, 1549, 1556, 1563,
    1570, 1576, 1580, 1585, 1589, 1592, 1597, 1610, 1627, 1644, 1659, 1671, 1689, 1702, 1707, 1710, 1717, 1723, 1727,
    1733, 1737, 1750, 1755, 1770, 1775, 1782, 1795, 1805, 1810, 1816, 1821, 1827, 1834, 1839, 1845, 1849, 1854, 1858,
    1864, 1871, 1874, 1880, 1891, 1899, 1903, 1912, 1925, 1940, 1955, 1961, 1966, 1971, 1976, 1983, 1989, 1993, 1998,
    2004, 2008, 2012, 2017, 2022, 2029, 2035, 2040, 2045, 2051, 2058, 2062, 2066, 2071, 2076, 2081, 2083, 2086, 2093,
    2100, 2105, 2116, 2121, 2128, 2135, 2139, 2156, 2166, 2179, 2199, 2211, 2229, 2247, 2262, 2280, 2290, 2305, 2321,
    2329, 2342, 2356, 2369, 2385, 2403, 2420, 2436, 2449, 2465, 2476, 2490, 2500, 2515, 2532, 2546, 2558, 2567, 2582,
    2592, 2596, 2599, 2610, 2617, 2631, 2650, 2665, 2679, 2698, 2713, 2718, 2733, 2749, 2754, 2758, 2765, 2768, 2772,
    2776, 2788, 2798, 2802, 2812, 2817, 2822, 2825, 2830, 2837, 2844, 2851, 2855, 2875, 2894, 2912, 2934, 2955, 2970,
    2978, 2982, 2990, 3007, 3012, 3016, 3029, 3039, 3060, 3071, 3080, 3094, 3104, 3115, 3131, 3151, 3169, 3184, 3205,
    3221, 3237, 3250, 3266, 3285, 3306, 3314, 3327, 3342, 3354, 3372, 3385, 3409, 3427, 3439, 3456, 3478, 3496, 3513,
    3533, 3555, 3571, 3592, 3610, 3633, 3643, 3658, 3670, 3687, 3709, 3726, 3738, 3755, 3764, 3778, 3796, 3810, 3825,
    3830, 3836, 3843, 3846, 3852, 3858, 3865, 3870, 3876, 3880, 3887, 3891, 3897, 3904, 3910, 3916, 3924, 3929, 3950,
    3965, 3968, 3973, 3979, 3986, 3992, 3999, 4006, 4010, 4015, 4023, 4033, 4045, 4061, 4070, 4074, 4078, 4082, 4085,
    4095, 4109, 4114, 4117, 4126, 4140, 4159, 4173, 4179, 4187, 4198, 4211, 4216, 4220, 4224, 4229, 4233, 4238, 4243,
    4249, 4252, 4256, 4263, 4268, 4273, 4280, 4287, 4294, 4298, 4301, 4316, 4335, 4356, 4360, 4364, 4382, 4393, 4407,
    4427, 4440, 4459, 4478, 4494, 4513, 4524, 4533, 4547, 4562, 4576, 4593, 4612, 4630, 4647, 4661, 4678, 4690, 4705,
    4716, 4721, 4734, 4746, 4751, 4755, 4767, 4774, 4779, 4786, 4793, 4796, 4803, 4810, 4816, 4820, 4824, 4839, 4854,
    4870, 4883, 4889, 4901, 4906, 4911, 4918, 4937, 4950, 4968, 4983, 5003, 5015, 5020, 5025, 5029, 5036, 5048, 5057,
    5071, 5090, 5104, 5113, 5117, 5121, 5130, 5144, 5151, 5156, 5162, 5168, 5174, 5179, 5183, 5187, 5194, 5201, 5205,
    5209, 5219, 5225, 5236, 5246, 5252, 5263, 5278, 5289, 5294, 5304, 5309, 5316, 5322, 5329, 5334, 5343, 5349, 5356,
    5361, 5367, 5371, 5378, 5382, 5388, 5395, 5401, 5410, 5421, 5434, 5451, 5457, 5467, 5473, 5478, 5486, 5497, 5514,
    5526, 5540, 5546, 5557, 5565, 5577, 5592, 5608, 5613, 5621, 5627, 5632, 5639, 5643, 5648, 5654, 5659, 5663, 5669,
    5676, 5680, 5687, 5692, 5704, 5717, 5735, 5749, 5763, 5767, 5772, 5777, 5784, 5790, 5796, 5800, 5805, 5810, 5814,
    5817, 5822, 5827, 5832, 5837, 5842, 5848, 5855, 5861, 5865, 5869, 5874, 5879, 5884, 5889, 5896, 5903, 5907, 5912,
    5927, 5932, 5936, 5941, 5946, 5952, 5959, 5966, 5969, 5973, 5977, 5982, 5988, 5993, 5999, 6003, 6008, 6014, 6017,
    6021, 6027, 6034, 6042, 6048, 6054, 6060, 6066, 6069, 6073, 6077, 6084, 6089, 6098, 6103, 6107, 6112, 6118, 6125,
    6134, 6143, 6152, 6161, 6170, 6179, 6188, 6197, 6203, 6211, 6220, 6227, 6233, 6241, 6247, 6252, 6255, 6259, 6266,
    6270, 6275, 6280, 6287, 6296, 6301, 6307, 6312, 6316, 6322, 6330, 6336, 6343, 6347, 6352, 6361, 6367, 6372, 6381,
    6393, 6403, 6411, 6421, 6428, 6435, 6444, 6449, 6458, 6464, 6468, 6474, 6481, 6489, 6497, 6503, 6510, 6515, 6520,
    6528, 6532, 6539, 6547, 6554, 6562, 6571, 6581, 6590, 6598, 6614, 6628, 6637, 6644, 6653, 6660, 6673, 6685, 6699,
    6717, 6735, 6754, 6760, 6766, 6772, 6778, 6784, 6788, 6796, 6801, 6806, 6810, 6817, 6824, 6830, 6836, 6842, 6848,
    6853, 6859, 6865, 6871, 6877, 6883, 6889, 6895, 6901, 6906, 6912, 6918, 6924, 6930, 6936, 6942, 6949, 6955, 6961,
    6967, 6973, 6978, 6984, 6990, 6996, 7002, 7011, 7019, 7028, 7034, 7040, 7046, 7052, 7057, 7063, 7069, 7075, 7081,
    7087, 7093, 7100, 7106, 7112, 7119, 7124, 7130, 7135, 7141, 7146, 7152, 7161, 7166, 7173, 7178, 7184, 7190, 7197,
    7204, 7208, 7215, 7224, 7231, 7238, 7245, 7250, 7256, 7262, 7268, 7275, 7281, 7288, 7294, 7300, 7308, 7313, 7318,
    7324, 7332, 7336, 7341, 7351, 7355, 7360, 7366, 7376, 7380, 7384, 7389, 7394, 7401, 7417, 7434, 7443, 7452, 7463,
    7475, 7487, 7492, 7501, 7508, 7516, 7522, 7531, 7537, 7544, 7552, 7558, 7565, 7570, 7577, 7588, 7598, 7603, 7611,
    7618, 7623, 7630, 7634, 7639, 7646, 7652, 7658, 7663, 7668, 7674, 7679, 7685, 7691, 7699, 7707, 7713, 7719, 7726,
    7734, 7738, 7747, 7754, 7761, 7768, 7774, 7779, 7786, 7794, 7806, 7818, 7827, 7838, 7844, 7851, 7866, 7882, 7888,
    7894, 7903, 7909, 7916, 7921, 7926, 7933, 7940, 7945, 7950, 7956, 7964, 7970, 7977, 7981, 7984, 7992, 7998, 8006,
    8009, 8013, 8019, 8027, 8034, 8038, 8044, 8050, 8055, 8063, 8075, 8081, 8085, 8093, 8099, 8103, 8109, 8116, 8130,
    8137, 8142, 8149, 8156, 8163, 8168, 8172, 8178, 8187, 8196, 8204, 8214, 8229, 8239, 8254, 8270, 8287, 8296, 8303,
    8310, 8315, 8320, 8325, 8332, 8338, 8343, 8349, 8355, 8361, 8369, 8374, 8383, 8389, 8394, 8400, 8407, 8414, 8421,
    8426, 8431, 8437, 8444, 8448, 8453, 8456, 8462, 8466, 8469, 8475, 8482, 8486, 8493, 8496, 8505, 8509, 8513, 8520,
    8526, 8532, 8541, 8548, 8555, 8562, 8567, 8571, 8576, 8582, 8587, 8592, 8599, 8605, 8610, 8618, 8624, 8631, 8639,
    8645, 8656, 8668, 8675, 8682, 8688, 8696, 8705, 8711, 8717, 8722, 8728, 8733, 8737, 8740, 8744, 8748, 8753, 8758,
    8763, 8769, 8781, 8794, 8808, 8812, 8819, 8826, 8832, 8839, 8843, 8849, 8855, 8860, 8866, 8872, 8877, 8882, 8889,
    8894, 8900, 8909, 8915, 8922, 8929, 8935, 8942, 8949, 8956, 8963, 8970, 8977, 8983, 8990, 8997, 9004, 9011, 9018,
    9025, 9032, 9038, 9044, 9049, 9052, 9056, 9063, 9069, 9076, 9080, 9087, 9093, 9097, 9102, 9105, 9109, 9113, 9118,
    9127, 9131, 9137, 9144, 9152, 9161, 9166, 9173, 9177, 9180, 9184, 9190, 9195, 9198, 9202, 9206, 9210, 9214, 9219,
    9228, 9232, 9237, 9243, 9249, 9254, 9260, 9265, 9270, 9276, 9282, 9284, 9287, 9292, 9298, 9304, 9311, 9319, 9329,
    9336, 9343, 9353, 9364, 9372, 9379, 9389, 9394, 9399, 9406, 9411, 9418, 9425, 9430, 9438, 9444, 9449, 9455, 9462,
    9472, 9479, 9486, 9490, 9499, 9508, 9514, 9521, 9535, 9550, 9555, 9562, 9567, 9574, 9581, 9588, 9595, 9601, 9608,
    9611, 9616, 9622, 9626, 9631, 9636, 9642, 9646, 9650, 9656, 9663, 9666, 9673, 9679, 9686, 9692, 9698, 9704, 9710,
    9719, 9728, 9734, 9739, 9745, 9748, 9755, 9761, 9770, 9777, 9781, 9788, 9797, 9806, 9815, 9823, 9828, 9834, 9839,
    9844, 9850, 9856, 9863, 9868, 9873, 9879, 9887, 9893, 9900, 9906, 9909, 9916, 9922, 9926, 9931, 9937, 9941, 9945,
    9951, 9956, 9961, 9968, 9974, 9980, 9987, 9994, 9998, 10002, 10009, 10014, 10019, 10024, 10029, 10035, 10040,
    10047, 10053, 10056, 10060, 10065, 10072, 10081, 10088, 10095, 10100, 10106, 10113, 10117, 10122, 10128, 10133,
    10139, 10147, 10154, 10161, 10168, 10175, 10183, 10190, 10194, 10201, 10206, 10212, 10218, 10224, 10231, 10238,
    10244, 10252, 10260, 10267, 10274, 10280, 10285, 10289, 10294, 10300, 10307, 10315, 10324, 10329, 10332, 10342,
    10356, 10372, 10386, 10401, 10416, 10432, 10450, 10470, 10485, 10489, 10493, 10498, 10507, 10511, 10517, 10524,
    10532, 10541, 10546, 10553, 10564, 10572, 10582, 10593, 10601, 10609, 10616, 10623, 10627, 10630, 10634, 10640,
    10646, 10653, 10659, 10664, 10667, 10673, 10682, 10689, 10695, 10702, 10709, 10720, 10724, 10729, 10738, 10742,
    10747, 10753, 10759, 10765, 10771, 10777, 10791, 10810, 10821, 10836, 10850, 10865, 10871, 10876, 10883, 10891,
    10898, 10905, 10909, 10917, 10922, 10927, 10934, 10940, 10949, 10955, 10962, 10966, 10972, 10979, 10984, 10988,
    10993, 10999, 11005, 11010, 11016, 11023, 11030, 11032, 11035, 11040, 11046, 11052, 11059, 11066, 11073, 11081,
    11088, 11093, 11099, 11105, 11114, 11122, 11132, 11137, 11143, 11147, 11152, 11157, 11162, 11170, 11174, 11181,
    11192, 11203, 11212, 11219, 11226, 11230, 11236, 11250, 11254, 11258, 11263, 11269, 11273, 11280, 11287, 11293,
    11300, 11306, 11313, 11320, 11328, 11333, 11338, 11345, 11352, 11357, 11360, 11365, 11372, 11375, 11384, 11390,
    11394, 11398, 11403, 11414, 11430, 11434, 11438, 11443, 11455, 11462, 11469, 11475, 11482, 11487, 11491, 11496,
    11502, 11508, 11516, 11522, 11530, 11539, 11543, 11548, 11554, 11561, 11566, 11573, 11580, 11586, 11595, 11600,
    11604, 11610, 11613, 11619, 11626, 11632, 11640, 11646, 11653, 11660, 11666, 11673, 11681, 11685, 11689, 11693,
    11698, 11704, 11714, 11719, 11725, 11729, 11734, 11740, 11746, 11752, 11755, 11759, 11764, 11768, 11773, 11779,
    11783, 11789, 11794, 11798, 11809, 11825, 11830, 11836, 11846, 11851, 11857, 11863, 11867, 11873, 11880, 11885,
    11890, 11893, 11897, 11903, 11910, 11919, 11927, 11935, 11943, 11949, 11957, 11965, 11973, 11978, 11988, 11995,
    12001, 12009, 12013, 12020, 12025, 12031, 12039, 12045, 12051, 12058, 12065, 12077, 12083, 12090, 12094, 12101,
    12106, 12111, 12121, 12136, 12141, 12147, 12154, 12160, 12166, 12174, 12182, 12187, 12193, 12199, 12207, 12217,
    12228, 12234, 12242, 12247, 12253, 12259, 12267, 12277, 12288, 12293, 12299, 12306, 12311, 12325, 12341, 12356,
    12373, 12376, 12380, 12387, 12393, 12400, 12407, 12412, 12419, 12424, 12429, 12437, 12444, 12449, 12454, 12462,
    12469, 12477, 12483, 12489, 12496, 12502, 12510, 12517, 12520, 12526, 12533, 12538, 12543, 12548, 12554, 12558,
    12564, 12571, 12576, 12581, 12588, 12594, 12600, 12604, 12609, 12615, 12622, 12626, 12632, 12636, 12641, 12647,
    12653, 12661, 12667, 12671, 12677, 12683, 12691, 12696, 12703, 12708, 12713, 12719, 12725, 12728, 12734, 12738,
    12744, 12752, 12756, 12761, 12765, 12770, 12777, 12782, 12790, 12794, 12799, 12805, 12812, 12817, 12823, 12830,
    12837, 12846, 12850, 12855, 12861, 12865, 12869, 12874, 12883, 12890, 12896, 12901, 12905, 12912, 12919, 12926,
    12931, 12939, 12943, 12947, 12952, 12959, 12965, 12968, 12978, 12982, 12989, 12997, 13004, 13009, 13018, 13024,
    13032, 13039, 13046, 13052, 13058, 13065, 13073, 13081, 13084, 13093, 13098, 13103, 13109, 13112, 13116, 13121,
    13127, 13131, 13136, 13147, 13159, 13166, 13178, 13187, 13196, 13204, 13210, 13217, 13222, 13228, 13235, 13240,
    13249, 13258, 13267, 13272, 13279, 13285, 13292, 13297, 13301, 13308, 13312, 13317, 13322, 13329, 13334, 13346,
    13354, 13360, 13368, 13372, 13377, 13383, 13388, 13395, 13401, 13406, 13411, 13418, 13424, 13433, 13438, 13444,
    13450, 13457, 13462, 13468, 13473, 13480, 13486, 13494, 13500, 13507, 13514, 13521, 13528, 13536, 13543, 13549,
    13556, 13562, 13572, 13578, 13584, 13591, 13598, 13604, 13612, 13620, 13627, 13634, 13640, 13645, 13649, 13654,
    13662, 13668, 13675, 13680, 13685, 13693, 13702, 13708, 13713, 13716, 13720, 13727, 13734, 13738, 13744, 13750,
    13757, 13761, 13766, 13777, 13792, 13809, 13824, 13840, 13858, 13875, 13891, 13907, 13912, 13925, 13931, 13937,
    13941, 13948, 13959, 13965, 13971, 13977, 13983, 13989, 13994, 14001, 14009, 14014, 14021, 14030, 14036, 14043,
    14048, 14052, 14057, 14063, 14070, 14077, 14084, 14089, 14095, 14101, 14110, 14118, 14121, 14128, 14134, 14137,
    14141, 14146, 14153, 14159, 14163, 14170, 14176, 14181, 14187, 14194, 14203, 14209, 14213, 14218, 14224, 14230,
    14236, 14243, 14249, 14257, 14261, 14266, 14271, 14278, 14287, 14293, 14298, 14302, 14309, 14315, 14322, 14327,
    14336, 14350, 14353, 14357, 14363, 14370, 14377, 14381, 14388, 14393, 14399, 14404, 14410, 14415, 14421, 14427,
    14435, 14443, 14449, 14463, 14470, 14479, 14484, 14490, 14494, 14499, 14505, 14512, 14516, 14521, 14528, 14533,
    14540, 14550, 14555, 14561, 14568, 14574, 14581, 14587, 14594, 14603, 14614, 14620, 14627, 14636, 14647, 14651,
    14658, 14665, 14670, 14676, 14681, 14688, 14695, 14702, 14707, 14713, 14729, 14741, 14747, 14751, 14756, 14763,
    14768, 14776, 14784, 14790, 14796, 14804, 14812, 14819, 14828, 14838, 14848, 14859, 14866, 14873, 14880, 14885,
    14896, 14908, 14915, 14927, 14936, 14945, 14953, 14957, 14962, 14966, 14971, 14975, 14980, 14984, 14989, 14993,
    14998, 15005, 15013, 15018, 15026, 15034, 15042, 15050, 15058, 15064, 15070, 15078, 15085, 15094, 15104, 15114,
    15125, 15132, 15139, 15146, 15152, 15159, 15165, 15173, 15180, 15185, 15191, 15198, 15202, 15207, 15214, 15221,
    15225, 15230, 15237, 15241, 15248, 15258, 15264, 15273, 15280, 15292, 15301, 15308, 15314, 15321, 15326, 15332,
    15338, 15343, 15349, 15356, 15365, 15372, 15377, 15382, 15386, 15393, 15400, 15405, 15413, 15418, 15425, 15431,
    15440, 15453, 15466, 15481, 15491, 15505, 15521, 15528, 15533, 15542, 15550, 15556, 15564, 15573, 15578, 15583,
    15589, 15596, 15602, 15619, 15637, 15642, 15647, 15653, 15660, 15665, 15671, 15678, 15683, 15689, 15693, 15699,
    15706, 15712, 15719, 15723, 15729, 15736, 15742, 15748, 15754, 15761, 15770, 15777, 15783, 15789, 15792, 15796,
    15802, 15807, 15815, 15827, 15841, 15856, 15862, 15867, 15873, 15881, 15892, 15899, 15908, 15915, 15921, 15927,
    15932, 15938, 15945, 15950, 15956, 15962, 15966, 15971, 15979, 15984, 15989, 15995, 16001, 16008, 16019, 16028,
    16039, 16046, 16052, 16062, 16067, 16074, 16083, 16096, 16110, 16123, 16137, 16146, 16162, 16179, 16183, 16189,
    16193, 16200, 16206, 16213, 16220, 16225, 16229, 16235, 16241, 16247, 16252, 16258, 16264, 16269, 16276, 16283,
    16290, 16297, 16305, 16311, 16318, 16324, 16331, 16338, 16342, 16347, 16350, 16353, 16360, 16365, 16370, 16376,
    16381, 16387, 16391, 16397, 16403, 16406, 16412, 16418, 16423, 16428, 16434, 16439, 16446, 16453, 16459, 16465,
    16470, 16477, 16484, 16490, 16495, 16502, 16508, 16515, 16520, 16526, 16530, 16533, 16537, 16541, 16546, 16551,
    16556, 16561, 16565, 16570, 16577, 16584, 16588, 16593, 16600, 16605, 16609, 16614, 16622, 16627, 16632, 16636,
    16641,
};

const std::uint16_t kReferenceTextAt[kReferenceCount] = {
    978, 978, 57, 57, 898, 898, 1938, 914, 914, 5202, 32052, 882, 882, 4034, 1906, 26883, 1970, 33556, 7579, 962, 962,
    30740, 13267, 930, 930, 946, 946, 11355, 30259, 18291, 5218, 12171, 8371, 4050, 32084, 33588, 3922, 8371, 13003,
    5570, 514, 514, 2002, 17051, 8635, 8395, 2098, 994, 994, 2034, 12051, 2066, 754, 738, 8395, 4370, 15683, 15611,
    15587, 15635, 12099, 6979, 6907, 12219, 27443, 13483, 12027, 12003, 7723, 11235, 12123, 26211, 30772, 17075,
    12931, 8635, 22059, 4994, 5042, 5186, 7051, 9443, 30211, 2130, 5266, 11091, 4082, 32116, 690, 3938, 4002, 321,
    3986, 16715, 8659, 33620, 498, 7699, 13131, 12027, 498, 10523, 10451, 10547, 30211, 21723, 21771, 21747, 10499,
    15995, 10475, 10571, 11691, 9091, 22107, 10811, 4018, 22939, 23275, 9995, 23083, 23299, 10091, 23107, 15923, 9587,
    10523, 30804, 2162, 3010, 1138, 1138, 1026, 1026, 2290, 1042, 1042, 5666, 2226, 32148, 1010, 1010, 11115, 2194,
    20883, 20379, 2258, 33652, 4098, 27467, 12587, 10355, 8443, 27419, 4130, 1058, 1058, 11019, 8683, 5522, 32180,
    20907, 20355, 33684, 10907, 8467, 8467, 5010, 225, 225, 4066, 4882, 2354, 2418, 2322, 5250, 2386, 32212, 17259,
    33716, 13651, 17395, 13787, 28595, 14483, 27699, 14387, 30836, 14107, 5618, 3906, 305, 2434, 7819, 7795, 7843,
    19227, 7795, 2466, 13003, 13067, 5282, 2626, 4978, 1090, 1090, 1106, 1106, 5330, 2594, 7939, 1074, 1074, 7939,
    2530, 8707, 10499, 11955, 11931, 16667, 7627, 7603, 2562, 33748, 4162, 7915, 2498, 5058, 1122, 1122, 2658, 5346,
    32244, 33780, 30868, 5090, 5026, 5538, 5154, 4178, 2690, 5362, 32276, 33812, 30900, 5106, 145, 145, 2738, 4194,
    21555, 7963, 9371, 2802, 2770, 5378, 21507, 9019, 10763, 10211, 18315, 21459, 23347, 10139, 23155, 18363, 9115,
    22891, 15899, 9515, 23179, 16211, 25267, 16259, 22963, 23323, 10043, 23131, 9971, 22987, 10451, 10547, 17323,
    13723, 14459, 28531, 27635, 14363, 32308, 17195, 10691, 2834, 21651, 21699, 21675, 21723, 21771, 21747, 33844,
    9235, 9211, 7963, 9755, 2866, 13995, 21915, 5394, 7483, 8491, 32340, 11307, 33876, 8491, 4210, 5122, 2898, 2962,
    2930, 5410, 6643, 6643, 6643, 6643, 14107, 13995, 9, 32372, 7555, 370, 8011, 30355, 13555, 14243, 11715, 11139,
    13459, 12613, 11043, 14291, 14339, 13813, 14133, 14531, 27725, 14435, 13029, 13093, 17707, 25293, 17755, 14267,
    14315, 14507, 14021, 27661, 14411, 28621, 28557, 14739, 29045, 17515, 11187, 17731, 25357, 17779, 15293, 17563,
    15357, 17587, 14814, 15027, 14763, 29109, 17539, 14701, 14886, 15051, 12563, 12675, 12747, 12795, 11667, 30932,
    1154, 1154, 4226, 3106, 1186, 1186, 1202, 1202, 5426, 3074, 32404, 1170, 1170, 3042, 4402, 4258, 33908, 6955,
    6883, 26907, 30964, 1266, 1266, 1218, 1218, 26379, 1234, 1234, 7339, 19083, 18963, 19035, 10955, 5442, 32436,
    4354, 4274, 642, 7819, 8107, 29339, 14555, 29019, 14603, 14651, 7219, 11211, 12219, 11451, 30996, 4386, 25, 25,
    32468, 8131, 31028, 22035, 594, 594, 3138, 21579, 9419, 22131, 3202, 3170, 5458, 8179, 11163, 10331, 23683, 8179,
    4290, 21531, 9067, 10787, 10163, 18339, 21483, 23251, 10115, 23059, 18387, 15875, 9563, 23203, 16235, 25331,
    16331, 22915, 23227, 10019, 23035, 10067, 23011, 10499, 8203, 23707, 10715, 8155, 9779, 25563, 5602, 5586, 5650,
    3234, 29363, 3330, 3298, 3266, 5474, 32500, 9091, 9019, 9067, 9043, 4306, 11403, 33940, 11427, 20331, 15443,
    15267, 15395, 15331, 15419, 15515, 31060, 16763, 17003, 17003, 14979, 14579, 29083, 14627, 14675, 11163, 11259,
    17027, 14859, 15003, 17027, 1362, 1362, 8251, 5138, 5554, 1, 4322, 3394, 3362, 5490, 32532, 12147, 4146, 7510,
    6595, 12315, 12651, 12699, 12771, 33972, 7675, 31092, 3426, 1298, 1298, 9395, 22819, 5170, 3522, 1314, 1314, 5506,
    3586, 32564, 1282, 1282, 3490, 313, 19107, 18987, 19059, 16691, 15243, 3618, 34004, 9043, 22083, 10187, 9139,
    23659, 15947, 9539, 10475, 10571, 9163, 9187, 4834, 4338, 3554, 31124, 3458, 1330, 1330, 16067, 30331, 5234,
    16019, 30235, 16643, 6859, 6859, 11643, 353, 21339, 12539, 6619, 32596, 34036, 31156, 16043, 3650, 16619, 32628,
    34068, 31188, 32660, 4242, 34100, 31220, 5698, 5074, 5682, 1346, 1346, 3682, 5634, 32692, 34132, 31252, 3714,
    5298, 3730, 3794, 5314, 3762, 6643, 4114, 8323, 8275, 31284, 1410, 1410, 1954, 12451, 12477, 12515, 1426, 1426,
    690, 690, 5714, 1490, 1490, 7579, 32724, 1394, 1394, 8539, 8539, 4418, 1922, 26523, 57, 57, 11739, 26931, 27075,
    27003, 27027, 11523, 24451, 11523, 11595, 24547, 24571, 24595, 24619, 24643, 24667, 24691, 24715, 11499, 16571,
    24427, 11619, 962, 18891, 1986, 34164, 12771, 27307, 27283, 12819, 12843, 65, 12771, 12819, 1474, 1474, 31316, 89,
    12771, 12931, 1442, 1442, 1458, 1458, 12123, 25803, 30379, 12907, 4962, 7267, 12387, 16931, 16547, 18267, 18267,
    18987, 19011, 12907, 5730, 7003, 12171, 12171, 24739, 4962, 8371, 4434, 8563, 14219, 32756, 16667, 20787, 16691,
    25611, 25635, 25659, 25707, 20931, 20595, 20475, 25683, 16643, 16619, 21963, 25539, 20355, 20499, 20619, 20667,
    20547, 19179, 20283, 20259, 20307, 20235, 196, 13510, 18507, 34196, 15947, 15947, 16811, 19659, 19587, 19635,
    19563, 19491, 20019, 20091, 19971, 20043, 19803, 19731, 19779, 19707, 19515, 20163, 19947, 19875, 20139, 19923,
    19851, 25195, 19611, 19539, 19299, 19275, 19227, 19995, 20067, 19419, 19443, 15803, 15779, 15827, 19755, 19683,
    19347, 19323, 19251, 20115, 19899, 19827, 19467, 19395, 19371, 7267, 3922, 466, 466, 31348, 7435, 12387, 16931,
    289, 25171, 21411, 7075, 7075, 13003, 28995, 13067, 13067, 2018, 11787, 26619, 26739, 26787, 26691, 26547, 11814,
    7363, 3906, 26835, 2114, 1506, 1506, 2050, 26811, 26859, 2082, 754, 754, 24787, 402, 402, 738, 32788, 6082, 21243,
    21243, 4770, 20739, 25123, 3890, 13339, 9923, 9947, 594, 19203, 15731, 15707, 15755, 13339, 25779, 30427, 25099,
    21075, 21075, 129, 13267, 13267, 105, 273, 10931, 11403, 10931, 7723, 12699, 27195, 12003, 34228, 11235, 514, 514,
    8059, 9851, 21267, 31380, 29899, 29947, 29923, 29971, 17827, 22675, 22603, 17467, 17491, 9875, 22747, 11859,
    26715, 26667, 26763, 15219, 26643, 11886, 9899, 22723, 17467, 17491, 16955, 16979, 434, 434, 9875, 9899, 16955,
    16979, 12099, 12075, 18771, 10523, 23443, 7027, 8611, 9091, 6763, 15899, 22011, 4002, 2146, 5778, 8659, 7051,
    10307, 27491, 626, 626, 4466, 24763, 24019, 32820, 10139, 10115, 16715, 16715, 21123, 21123, 498, 4898, 17899,
    1762, 1762, 1762, 16787, 16787, 6242, 18675, 18435, 41, 34260, 3938, 13131, 13195, 12243, 11331, 15851, 18291,
    9091, 10307, 10139, 10115, 22035, 18699, 18411, 31412, 6290, 25587, 2178, 17875, 20643, 20619, 10811, 23683,
    24499, 6434, 21819, 27491, 13195, 1538, 1538, 27259, 2306, 13315, 1554, 1554, 13291, 6178, 2242, 8683, 13219,
    32852, 28411, 1522, 1522, 28315, 28363, 28387, 19155, 7987, 28291, 28339, 2210, 11067, 11067, 11067, 6499, 6523,
    6475, 3026, 6451, 2274, 34292, 17123, 25467, 27371, 4482, 4482, 4946, 13315, 13291, 12587, 28315, 28291, 185,
    13435, 13483, 27515, 25515, 13243, 23731, 8419, 13131, 12587, 4514, 1650, 1650, 1570, 1570, 7651, 17, 11019, 8443,
    8683, 13219, 6034, 21003, 30691, 30619, 30715, 32884, 30643, 330, 21171, 30667, 20451, 3826, 34324, 10907, 17099,
    30139, 25755, 834, 834, 8731, 818, 818, 8779, 8875, 8923, 8755, 8803, 850, 850, 8827, 8947, 8851, 8899, 8971,
    8995, 7411, 18723, 31444, 13787, 28075, 3858, 4450, 4898, 27931, 2370, 2338, 5762, 2402, 13651, 17395, 13651,
    13787, 27699, 27699, 28779, 27787, 27835, 27883, 17422, 28267, 32916, 14107, 17259, 8587, 6258, 14483, 28219,
    28683, 28659, 13923, 28027, 28027, 27979, 27979, 13923, 17635, 34356, 321, 7771, 14387, 28123, 28171, 225, 225,
    28731, 27563, 17171, 24331, 27611, 27931, 23875, 17171, 17395, 28075, 14483, 14387, 13950, 13950, 10547, 6619,
    834, 7795, 6130, 9115, 22795, 9707, 7891, 2450, 21099, 21099, 7123, 16475, 32948, 22395, 22419, 10883, 12291,
    9611, 9635, 34388, 6835, 31476, 7891, 2482, 7387, 6763, 1602, 1602, 7627, 1618, 1618, 5842, 5794, 386, 386, 10547,
    32980, 1586, 1586, 8707, 25731, 11979, 25395, 8347, 2642, 2546, 7939, 7915, 7939, 2610, 16427, 3842, 11115, 7747,
    11475, 25419, 2610, 11931, 16499, 8275, 16499, 25947, 26499, 6226, 2578, 34420, 4546, 26499, 866, 866, 31508,
    11115, 18083, 17971, 17947, 17923, 11115, 7603, 2514, 6306, 1634, 1634, 2674, 5858, 33012, 3874, 34452, 31540,
    6338, 6274, 4562, 4914, 2706, 5874, 33044, 2722, 6050, 6402, 34484, 31572, 10691, 10451, 22203, 21987, 13723,
    28051, 23371, 2754, 24835, 7963, 4578, 21507, 24235, 21507, 27907, 546, 546, 9019, 10763, 22299, 22251, 9611,
    9659, 22699, 23779, 9467, 28827, 22155, 28923, 28950, 21939, 21363, 345, 281, 24091, 24187, 24139, 2818, 2786,
    18315, 345, 5890, 22627, 6955, 7003, 23491, 22867, 9803, 13579, 9019, 9467, 9995, 9971, 10235, 9115, 10211, 10331,
    9707, 16883, 17323, 13579, 13723, 27635, 27635, 28755, 27763, 27811, 27859, 17350, 28243, 27907, 17147, 17323,
    28051, 14459, 14363, 23947, 18363, 33076, 14459, 28195, 9995, 9971, 23563, 20211, 6354, 13995, 10235, 18675,
    23587, 20859, 2850, 18915, 18915, 13851, 28003, 28003, 27955, 27955, 13851, 17611, 21603, 10835, 21459, 21651,
    21699, 21795, 21675, 9659, 9683, 24043, 34516, 26163, 26307, 11379, 313, 20715, 20715, 25539, 73, 24283, 10211,
    18699, 10331, 23635, 6715, 16595, 7291, 31604, 9755, 14363, 28099, 28147, 281, 6883, 6931, 2882, 145, 145, 28707,
    27539, 17147, 16883, 16835, 23851, 27587, 24355, 20691, 16259, 20667, 22843, 23467, 13878, 13878, 12267, 610, 610,
    21027, 21291, 21291, 9563, 9563, 9587, 9515, 9539, 20427, 26115, 5906, 6811, 11595, 33108, 8299, 706, 706, 11643,
    89, 30451, 738, 738, 11283, 15803, 12243, 26139, 30187, 7123, 11307, 15971, 34548, 11307, 31636, 12451, 4594,
    16451, 16451, 17285, 14174, 14133, 10379, 10403, 17221, 14062, 14021, 10427, 16163, 16139, 11091, 2914, 11550,
    12795, 27333, 12869, 2994, 12795, 21195, 21195, 8011, 370, 370, 13029, 13093, 26595, 2978, 2946, 12747, 27221,
    26571, 5922, 6787, 13459, 10619, 22371, 9187, 9187, 13157, 13555, 22467, 12613, 11043, 11043, 33140, 13813, 14339,
    14339, 13813, 27725, 27725, 14435, 14291, 14291, 10403, 9731, 30499, 11163, 18195, 18147, 11163, 6370, 10379,
    13749, 9259, 7099, 14315, 9259, 9731, 14315, 13749, 27661, 27661, 14267, 14411, 14267, 17707, 17755, 11667, 34580,
    562, 562, 11139, 18109, 17997, 11139, 18059, 18035, 11187, 11187, 18243, 18219, 11715, 11715, 30574, 10981, 25875,
    14739, 17515, 29045, 14739, 29045, 10427, 9283, 22565, 9333, 9283, 17731, 17779, 14763, 17539, 29109, 31668,
    11667, 11715, 12563, 12675, 12675, 11667, 11715, 17563, 17587, 14931, 29605, 15027, 14814, 15027, 29605, 14763,
    29109, 14955, 29669, 15051, 14886, 15051, 29669, 14531, 1666, 1666, 14507, 17707, 17755, 17731, 17779, 4610, 33,
    8035, 6547, 16115, 21891, 12958, 16091, 13678, 236, 25443, 21843, 13606, 156, 16286, 21867, 16358, 12342, 10595,
    22347, 9163, 9163, 22443, 19203, 1698, 1698, 15731, 15707, 1714, 1714, 5938, 15755, 3090, 26403, 15683, 24979,
    3122, 25027, 33172, 3970, 1682, 1682, 25075, 24859, 4402, 12003, 9923, 25003, 24955, 7339, 25051, 3058, 4802,
    4642, 24883, 15611, 34612, 24907, 24931, 15587, 11763, 9947, 27099, 8515, 8515, 530, 530, 786, 786, 16403, 26955,
    26979, 27051, 8515, 1778, 1778, 15659, 1730, 1730, 15635, 26355, 1746, 1746, 18843, 11691, 722, 722, 11691, 30523,
    30547, 10955, 5954, 49, 113, 7147, 15947, 7171, 33204, 4754, 4850, 8491, 20979, 4658, 17099, 4866, 7891, 7867,
    7891, 97, 25995, 15779, 25971, 11331, 26043, 27395, 642, 642, 26067, 26091, 642, 25899, 34644, 418, 418, 14555,
    29147, 29243, 14603, 29019, 14555, 29243, 14603, 29019, 29291, 29195, 17659, 14651, 7195, 8107, 29195, 29291,
    17659, 11211, 18795, 18531, 18555, 11451, 11451, 14651, 16187, 31700, 4786, 6571, 33236, 25731, 34676, 7459,
    31732, 7843, 25923, 265, 13435, 25, 25, 10715, 10499, 22227, 22011, 23419, 12413, 3154, 11427, 24811, 21531,
    24259, 24475, 21531, 802, 802, 9067, 23827, 10787, 22323, 22539, 22275, 9635, 9683, 22771, 23803, 9491, 9307,
    22179, 12195, 8131, 21963, 21387, 361, 297, 24115, 24163, 24211, 3218, 3186, 18339, 361, 5970, 22651, 23539, 6979,
    6979, 9827, 8179, 8155, 8179, 8203, 20403, 594, 594, 23971, 18387, 33268, 10091, 10067, 23611, 4674, 4930, 9067,
    9491, 10091, 10067, 10163, 10355, 10283, 9307, 16907, 3954, 13243, 10163, 10355, 6739, 18939, 18939, 30403, 21627,
    10859, 21483, 24067, 34708, 26187, 26331, 81, 24307, 25827, 10283, 7315, 31764, 9779, 297, 6907, 6907, 16907,
    16859, 20571, 16331, 20547, 25243, 23515, 8227, 3250, 6931, 14579, 29171, 29267, 3346, 14627, 29083, 3314, 3282,
    29219, 29315, 17683, 25851, 14675, 5986, 16739, 15851, 27147, 10643, 22395, 9211, 9211, 482, 482, 137, 22491,
    11355, 11355, 21315, 33300, 18723, 21219, 6114, 6098, 11643, 11691, 578, 578, 4706, 4690, 4690, 12315, 27171,
    12651, 12651, 28459, 28507, 28435, 28483, 12723, 26019, 23755, 9019, 11355, 26283, 25491, 11643, 18747, 28803,
    28851, 28878, 6162, 121, 25147, 18867, 34740, 21051, 21051, 11691, 15443, 15470, 15515, 15542, 15267, 15395,
    15267, 15395, 15331, 15419, 15331, 15419, 20331, 20331, 20355, 20355, 9067, 31796, 11355, 18747, 16763, 20955,
    20931, 4946, 4850, 610, 14787, 29579, 29387, 14979, 29531, 29483, 29755, 15075, 29435, 23899, 14787, 14979, 29579,
    15075, 29755, 29707, 30043, 29995, 14579, 29267, 14627, 29083, 29315, 29219, 17683, 14675, 11259, 21147, 770, 770,
    658, 658, 674, 674, 14859, 29643, 29411, 30115, 15003, 29555, 21435, 30091, 23923, 29507, 29827, 15147, 29459,
    14859, 15003, 29643, 15147, 29827, 29731, 30019, 30067, 10667, 22419, 9235, 9235, 22515, 1378, 1378, 18603, 4722,
    18963, 3410, 3378, 6002, 7675, 18579, 33332, 12147, 12147, 4530, 4818, 4818, 12771, 12315, 6595, 12771, 12315,
    1874, 1874, 3986, 1250, 1250, 15827, 26259, 26235, 11979, 22467, 15923, 18819, 30475, 34772, 30163, 22491, 7243,
    8251, 20523, 20643, 20691, 16259, 13411, 20571, 16331, 20763, 13411, 26451, 26427, 25219, 26475, 19131, 31828,
    6066, 6386, 3442, 14219, 9371, 9419, 10475, 23395, 1810, 1810, 9043, 6418, 3538, 1826, 1826, 6018, 10187, 3602,
    23659, 23995, 33364, 1794, 1794, 10043, 10019, 20187, 18627, 18627, 18483, 20811, 3506, 498, 498, 3634, 34804,
    9043, 9139, 10043, 10019, 15243, 4738, 4834, 4738, 10259, 18651, 18651, 18459, 3570, 20835, 31860, 17851, 3474,
    20523, 20499, 10259, 1842, 1842, 24523, 10571, 30283, 30307, 15995, 24403, 4946, 4914, 11067, 4850, 4866, 11451,
    9139, 4930, 4690, 15102, 29782, 15174, 29854, 4818, 16211, 16235, 5746, 15875, 11763, 16523, 13387, 17803, 353,
    353, 33396, 16211, 14814, 14886, 34836, 11451, 16235, 31892, 29782, 15102, 29854, 15174, 24379, 3666, 27123,
    11739, 13363, 8083, 33428, 34868, 8083, 12539, 12539, 31924, 16667, 20787, 16691, 20595, 33460, 21771, 21699,
    4626, 21723, 21651, 21795, 18171, 25611, 34900, 25635, 25659, 21747, 21675, 31956, 25707, 25683, 20475, 16643,
    16619, 1858, 1858, 6210, 3698, 6146, 450, 450, 33492, 6322, 34932, 31988, 6194, 1890, 1890, 3746, 3810, 5826,
    3778, 8323, 4498, 33524, 5810, 10739, 34964, 32020, 6691, 6667,
};

}  // namespace cspkit::html
