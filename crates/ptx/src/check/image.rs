//! Textures and surfaces.

use super::instruction::Inst;
use crate::diagnostic::Checked;
use crate::ir::{Geometry, Image, ImageOp, LevelBy, Op, Operand, Outside, Query, Reg, Type};
use crate::parse::syntax::{Argument, Place, Value};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

const GEOMETRIES: [(&str, Geometry); 7] = [
    (".1d", Geometry::Row),
    (".2d", Geometry::Rectangle),
    (".3d", Geometry::Box),
    (".a1d", Geometry::Rows),
    (".a2d", Geometry::Rectangles),
    (".cube", Geometry::Cube),
    (".acube", Geometry::Cubes),
];

const OUTSIDE: [(&str, Outside); 3] =
    [(".trap", Outside::Trap), (".clamp", Outside::Clamp), (".zero", Outside::Zero)];

impl<'i, 't> Inst<'i, '_, 't> {
    /// `[object, {coordinates}]`: the object, and the list of coordinates.
    fn object_and_coordinates(&self, argument: &'i Argument<'t>) -> Checked<(Operand, &'i Argument<'t>)> {
        match &argument.value {
            Value::Compound { base, rest } => match &rest[..] {
                [coordinates] => Ok((self.object(argument, *base)?, coordinates)),
                _ => Err(self.unsupported("samplers apart from textures are not there")),
            },
            _ => Err(self.wrong("an object with coordinates in brackets is needed")),
        }
    }

    /// The number of an object.
    fn object(&self, argument: &Argument<'t>, base: Place<'t>) -> Checked<Operand> {
        let of = |value| Argument { at: argument.at, value };
        match base {
            Place::Name(name) if self.cx.scopes.find_register(name).is_none() && self.cx.knows(name) => {
                Err(self.unsupported("texture and surface references are not there, only objects"))
            }
            Place::Name(name) => self.src_register(&of(Value::Name(name)), Type::B64),
            Place::Component(name, part) => self.src_register(&of(Value::Component(name, part)), Type::B64),
            Place::Zero => Err(self.wrong("an object is needed")),
        }
    }

    /// The coordinates of a geometry; what fills their vector up to a power of two is not looked at.
    fn coordinates(&self, list: &Argument<'t>, geometry: Geometry, ty: Type) -> Checked<Vec<Operand>> {
        let layers = usize::from(geometry.is_layered());
        let count = layers + geometry.dimensions();
        let parts = self.parts(list);
        if parts.len() != count && parts.len() != count.next_power_of_two() {
            return Err(self.wrong(&format!("{count} coordinates are needed, found {}", parts.len())));
        }
        let typed = |(index, part)| self.src(part, if index < layers { Type::B32 } else { ty });
        parts.iter().take(count).enumerate().map(typed).collect()
    }

    /// Registers for results, of which some may be `_`.
    fn results(&self, argument: &Argument<'t>, ty: Type, count: usize) -> Checked<Box<[Option<Reg>]>> {
        let parts = self.exactly(argument, count)?;
        let result = |part: &Argument<'t>| match part.value {
            Value::Sink if count > 1 => Ok(None),
            _ => self.dst_wide(part, ty).map(Some),
        };
        parts.iter().map(result).collect()
    }
}

fn geometry(inst: I<'_, '_, '_, '_>) -> Checked<Geometry> {
    if inst.has(".2dms") || inst.has(".a2dms") {
        return Err(inst.unsupported("textures of several samples are not there"));
    }
    inst.need(&GEOMETRIES)
}

/// `tex` and `tld4`.
pub fn texture(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let mut op = if inst.opcode() == "tld4" {
        ImageOp::Gather(inst.need(&[(".r", 0), (".g", 1), (".b", 2), (".a", 3)])?)
    } else {
        let level = [(".base", LevelBy::Base), (".level", LevelBy::Number), (".grad", LevelBy::Gradient)];
        ImageOp::Fetch(inst.choose(&level).unwrap_or(LevelBy::Base))
    };
    let geometry = geometry(inst)?;
    if !inst.take(".v4") {
        return Err(inst.unsupported("only four results of 32 bits are there"));
    }
    let ty = inst.ty(&[Type::U32, Type::S32, Type::F32])?;
    let coordinate = inst.ty(&[Type::S32, Type::F32])?;
    let is_cube = matches!(geometry, Geometry::Cube | Geometry::Cubes);
    if (is_cube || matches!(op, ImageOp::Gather(_))) && coordinate != Type::F32 {
        return Err(inst.wrong("coordinates of type .f32 are needed"));
    }
    let extra = match op {
        ImageOp::Fetch(LevelBy::Number) => 1,
        ImageOp::Fetch(LevelBy::Gradient) => 2,
        _ => 0,
    };
    if inst.count() > 2 + extra {
        return Err(inst.unsupported("offsets and comparisons of depths are not there"));
    }
    inst.between(2 + extra, 2 + extra)?;
    let d = inst.results(inst.at(0)?, ty, 4)?;
    let (object, list) = inst.object_and_coordinates(inst.at(1)?)?;
    let mut a = inst.coordinates(list, geometry, coordinate)?;
    match &mut op {
        ImageOp::Fetch(LevelBy::Number) => a.push(inst.src(inst.at(2)?, coordinate)?),
        ImageOp::Fetch(LevelBy::Gradient) => {
            for index in [2, 3] {
                let parts = inst.parts(inst.at(index)?);
                let count = geometry.dimensions();
                if parts.len() < count {
                    return Err(inst.wrong(&format!("a gradient has {count} parts, found {}", parts.len())));
                }
                for part in parts.iter().take(count) {
                    a.push(inst.src(part, Type::F32)?);
                }
            }
        }
        _ => {}
    }
    let a = a.into_boxed_slice();
    Ok(Op::Image(Box::new(Image { op, geometry, ty, coordinate, object, d, a })))
}

/// `suld` and `sust`.
pub fn surface(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_load = inst.opcode() == "suld";
    let is_formatted = !is_load && inst.take(".p");
    if !is_formatted {
        inst.need(&[(".b", ())])?;
    }
    let geometry = inst.need(&GEOMETRIES[..5])?;
    for hint in [".ca", ".cg", ".cs", ".cv", ".wb", ".wt"] {
        inst.take(hint);
    }
    let count = inst.choose(&[(".v2", 2), (".v4", 4)]).unwrap_or(1);
    let ty = if is_formatted {
        inst.ty(&[Type::B32, Type::U32, Type::S32, Type::F32])?
    } else {
        inst.ty(&[Type::B8, Type::B16, Type::B32, Type::B64])?
    };
    if ty.bits() * count as u32 > 128 {
        return Err(inst.wrong("this vector is too wide"));
    }
    let outside = inst.choose(&OUTSIDE).unwrap_or(Outside::Trap);
    inst.between(2, 2)?;
    let (values, place) = if is_load { (0, 1) } else { (1, 0) };
    let (object, list) = inst.object_and_coordinates(inst.at(place)?)?;
    let mut a = inst.coordinates(list, geometry, Type::S32)?;
    let mut d: Box<[Option<Reg>]> = Box::new([]);
    let op = if is_load {
        d = inst.results(inst.at(values)?, ty, count)?;
        ImageOp::Load(outside)
    } else {
        for part in &inst.exactly(inst.at(values)?, count)? {
            a.push(inst.src_wide(part, ty)?);
        }
        if is_formatted { ImageOp::StoreTexel(outside) } else { ImageOp::Store(outside) }
    };
    let a = a.into_boxed_slice();
    Ok(Op::Image(Box::new(Image { op, geometry, ty, coordinate: Type::S32, object, d, a })))
}

/// `txq` and `suq`.
pub fn query(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_texture = inst.opcode() == "txq";
    let has_level = is_texture && inst.take(".level");
    let query = inst.choose(&[
        (".width", Query::Width),
        (".height", Query::Height),
        (".depth", Query::Depth),
        (".array_size", Query::Layers),
        (".num_mipmap_levels", Query::Levels),
    ]);
    let Some(query) = query else {
        return Err(inst.unsupported("only extents are told"));
    };
    let ty = inst.ty(&[Type::B32])?;
    let count = 2 + usize::from(has_level);
    inst.between(count, count)?;
    let d = Box::new([Some(inst.dst(inst.at(0)?, ty)?)]);
    let argument = inst.at(1)?;
    let object = match argument.value {
        Value::Address { base, offset: 0 } => inst.object(argument, base)?,
        _ => return Err(inst.wrong("an object in brackets is needed")),
    };
    let a: Box<[Operand]> =
        if has_level { Box::new([inst.src(inst.at(2)?, Type::B32)?]) } else { Box::new([]) };
    let op = if is_texture { ImageOp::AskTexture(query) } else { ImageOp::AskSurface(query) };
    let (geometry, coordinate) = (Geometry::Row, Type::S32);
    Ok(Op::Image(Box::new(Image { op, geometry, ty, coordinate, object, d, a })))
}
