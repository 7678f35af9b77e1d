// See gloo/context.h. Nothing of it is needed.
#pragma once
