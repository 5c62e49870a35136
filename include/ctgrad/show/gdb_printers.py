"""Shows expressions, tensors and parameters in gdb as what they are.

(gdb) source /usr/local/include/ctgrad/show/gdb_printers.py

or the same line in ~/.gdbinit, with the path where ctgrad's headers are. Then

(gdb) print f
$1 = cos(x) * exp(x) + exp(x) * sin(x)
(gdb) print y
$2 = vector 2 = {7, 16}
(gdb) print weights
$3 = parameters of float = {W1 = {{1.5, 2.5, 0}, {0, 0, 0}}, b1 = {0, 7}}
(gdb) print result.gradient
$4 = gradient of double = {x = 16.9, y = 6.2}

Everything is read from types and memory: nothing is called in the program, which may be a core file.
"""

import re

import gdb
import gdb.printing

LINE_BYTES = 64  # every variable of a parameters object starts at a cache line

LABEL = re.compile(r'label<\d+\w*>\{(?:"((?:[^"\\]|\\.)*)"|\{*([-\d, ]+)\}*)\}')
EXTENTS = re.compile(r"(, \d+)+>$")
SHAPE = re.compile(r"\{(\d+), (\d+), (\d+)\}")


def name_of(type):
    return type.strip_typedefs().unqualified().name


def referenced(value):
    references = (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF)
    return value.referenced_value() if value.type.strip_typedefs().code in references else value


def labels_in(type):
    """The labels in a type's name, as characters or, by older compilers, as their numbers."""
    for text, codes in LABEL.findall(name_of(type)):
        if codes:
            yield "".join(chr(int(code)) for code in codes.split(",")).rstrip("\0")
        else:
            yield text


def label_of(type):
    return next(labels_in(type), "expression")


def shape_text(shape):
    return ("vector " if len(shape) == 1 else "matrix ") + " x ".join(map(str, shape))


class Expression:
    """ctgrad::expr: its formula."""

    def __init__(self, value):
        self.value = referenced(value)

    def to_string(self):
        return label_of(self.value.type)


class Numbers:
    """Numbers in memory with one or two extents, row by row."""

    def __init__(self, first, shape):
        self.first = first
        self.shape = shape

    def to_string(self):
        return shape_text(self.shape)

    def children(self):
        number = self.first.type.target()
        width = self.shape[1] if len(self.shape) == 2 else 1
        for i in range(self.shape[0]):
            entry = self.first + i * width
            if len(self.shape) == 2:
                entry = entry.cast(number.array(width - 1).pointer())
            yield f"[{i}]", entry.dereference()

    def display_hint(self):
        return "array"


def tensor(value):
    """ctgrad::tensor and tensor_view."""
    value = referenced(value)
    shape = EXTENTS.search(name_of(value.type))[0][2:-1].split(", ")
    fields = [field.name for field in value.type.strip_typedefs().fields()]
    first = value["first"] if "first" in fields else value["numbers"][0].address
    if first is None:  # it lies in registers
        return None
    return Numbers(first, [int(extent) for extent in shape])


class Parameters:
    """ctgrad::parameters: every variable by its name."""

    def __init__(self, value):
        value = referenced(value)
        # gdb gives no arguments of a pack: names of types do.
        self.variables = list(labels_in(value.type))
        self.first = value["numbers_"]["first_"]
        self.element = self.first.type.target()
        self.count = int(value["numbers_"]["count_"])
        base = next(f.type for f in value.type.strip_typedefs().fields() if f.is_base_class)
        shapes = [tuple(map(int, found)) for found in SHAPE.findall(name_of(base))]
        line = max(LINE_BYTES // self.element.sizeof, 1)
        self.places, offset = [], 0
        for rank, rows, columns in shapes:
            self.places.append((offset, rank, rows, columns))
            offset += -(-rows * columns // line) * line
        self.known = offset == self.count and len(shapes) == len(self.variables)

    def to_string(self):
        if int(self.first) == 0:
            return "parameters, moved from"
        return f"parameters of {self.element}"

    def children(self):
        if int(self.first) == 0:
            return
        if not self.known:
            yield "numbers", self.first.cast(
                self.element.array(self.count - 1).pointer()
            ).dereference()
            return
        for variable, (offset, rank, rows, columns) in zip(self.variables, self.places):
            first = self.first + offset
            if rank == 0:
                yield variable, first.dereference()
                continue
            # As arrays of the language: gdb prints these at any depth.
            shown = self.element.array(columns - 1) if rank == 2 else self.element
            shown = shown.array(rows - 1)
            yield variable, first.cast(shown.pointer()).dereference()


class Gradient:
    """ctgrad::gradient_values: every derivative by the name of its variable."""

    def __init__(self, value):
        self.value = referenced(value)

    def to_string(self):
        return f"gradient of {self.value.type.strip_typedefs().template_argument(0)}"

    def children(self):
        yield from self.parts(self.value)

    @staticmethod
    def are_scalars(parts):
        return "numbers" in [field.name for field in parts.type.strip_typedefs().fields()]

    def parts(self, value):
        for field in value.type.strip_typedefs().fields():
            if not field.is_base_class:
                continue
            base = value[field]
            head = name_of(base.type).split("expr<")[0]
            if "::gradient_part<" in head:
                yield label_of(base.type), base["numbers"]
            elif "::gradient_parts<" in head and self.are_scalars(base):
                for k, variable in enumerate(labels_in(base.type)):
                    yield variable, base["numbers"][k]
            else:
                yield from self.parts(base)


printers = gdb.printing.RegexpCollectionPrettyPrinter("ctgrad")
for name, pattern, printer in [
    ("expr", "expr<", Expression),
    ("tensor", "tensor(_view)?<", tensor),
    ("parameters", "parameters<", Parameters),
    ("gradient_values", "gradient_values<", Gradient),
]:
    printers.add_printer(name, "^ctgrad::" + pattern, printer)
gdb.printing.register_pretty_printer(None, printers, replace=True)
