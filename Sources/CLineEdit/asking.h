#ifndef ASKING_H
#define ASKING_H
#include <stdbool.h>
#include <stddef.h>

/* What was typed while the terminal was asked something: it comes before what is read next. */

/* Takes the next byte of it; false where there is none. */
bool typed_ahead(char *byte);
bool has_typed_ahead(void);
/* Whether an answer of the terminal may still come. */
bool owes_answer(void);
/* Takes a byte that was read while one may: it is part of an answer, which is dropped, or typed. True while more must be read
   to know. */
bool take_late(char byte);
/* What was begun and goes on no further was typed. */
void end_late(void);

/* Whether Ctrl-Z waits to be done. */
bool is_to_stop(void);
/* The terminal's modes from now on are to be given back by whatever ends the program, until they are. */
bool change_modes(void);
void give_modes_back(void);

#endif
